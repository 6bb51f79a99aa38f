package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import java.util.ArrayList;
import java.util.List;

/** Converts logits to probabilities and finds the best ones. */
final class Scores {
  private Scores() {}

  /**
   * Returns the softmax of {@code length} logits: exp(x − max) ÷ Σ exp(x − max). Subtracting the
   * maximum prevents an overflow of exp (Goodfellow, Bengio, Courville, Deep Learning, 2016,
   * section 4.1).
   *
   * @return probabilities that add up to 1; null if a logit is not finite
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
   * Returns the {@code k} best classes, best first. Classes with equal scores are sorted by index.
   */
  static List<ClassificationResult.Prediction> top(
      double[] scores, int k, List<ClassLabel> labels) {
    int count = Math.min(k, scores.length);
    int[] best = new int[count];
    int size = 0;
    for (int i = 0; i < scores.length; i++) {
      int at = size;
      while (at > 0 && scores[i] > scores[best[at - 1]]) {
        at--;
      }
      if (at < count) {
        size = Math.min(size + 1, count);
        System.arraycopy(best, at, best, at + 1, size - at - 1);
        best[at] = i;
      }
    }
    List<ClassificationResult.Prediction> top = new ArrayList<>(count);
    for (int rank = 1; rank <= count; rank++) {
      int index = best[rank - 1];
      ClassLabel label = labels.get(index);
      top.add(
          new ClassificationResult.Prediction(
              rank, label.label(), scores[index], index, label.wnid()));
    }
    return List.copyOf(top);
  }
}
