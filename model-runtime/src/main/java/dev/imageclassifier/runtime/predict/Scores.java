package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.ClassLabel;
import java.util.ArrayList;
import java.util.List;

/** From logits to probabilities and the best of them. */
final class Scores {
  private Scores() {}

  /**
   * The softmax of {@code length} logits: exp(x − max) ÷ Σ exp(x − max). Subtracting the maximum
   * changes nothing but keeps exp from overflowing (Goodfellow, Bengio, Courville, Deep Learning,
   * 2016, section 4.1).
   *
   * @return probabilities that add up to 1; null when a logit is not finite
   */
  static double[] softmax(float[] logits, int from, int length) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      float logit = logits[from + i];
      if (!Float.isFinite(logit)) {
        return null;
      }
      max = Math.max(max, logit);
    }
    double[] scores = new double[length];
    double sum = 0;
    for (int i = 0; i < length; i++) {
      scores[i] = Math.exp(logits[from + i] - max);
      sum += scores[i];
    }
    for (int i = 0; i < length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  /**
   * The {@code k} best, best first; of equal scores the lower index. k above the classes is all.
   */
  static List<Prediction> top(double[] scores, int k, List<ClassLabel> labels) {
    int wanted = Math.min(k, scores.length);
    int[] best = new int[wanted];
    int size = 0;
    for (int i = 0; i < scores.length; i++) {
      int at = size;
      while (at > 0 && scores[i] > scores[best[at - 1]]) {
        at--;
      }
      if (at < wanted) {
        size = Math.min(size + 1, wanted);
        System.arraycopy(best, at, best, at + 1, size - at - 1);
        best[at] = i;
      }
    }
    List<Prediction> top = new ArrayList<>(wanted);
    for (int rank = 1; rank <= wanted; rank++) {
      int index = best[rank - 1];
      top.add(new Prediction(rank, labels.get(index), index, scores[index]));
    }
    return List.copyOf(top);
  }
}
