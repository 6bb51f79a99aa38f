package dev.imageclassifier.model.command;

import dev.imageclassifier.runtime.predict.Prediction;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** How far labels agree with a reference pipeline's and with the truth, where each is known. */
final class Agreement {
  static final int FIVE = 5;

  private int pictures;
  private int compared;
  private int sameFirst;
  private int sameFive;
  private double scoreDifference;
  private double mostScoreDifference;
  private int known;
  private int trueFirst;
  private int trueFive;

  /** Counts one picture; {@code predictions} are five, or as many as the model has classes. */
  void add(Golden golden, List<Prediction> predictions) {
    pictures++;
    if (!golden.indices().isEmpty()) {
      compare(golden, predictions);
    }
    if (golden.trueIndex() >= 0) {
      known++;
      trueFirst += predictions.get(0).classIndex() == golden.trueIndex() ? 1 : 0;
      trueFive +=
          predictions.stream().limit(FIVE).anyMatch(p -> p.classIndex() == golden.trueIndex())
              ? 1
              : 0;
    }
  }

  private void compare(Golden golden, List<Prediction> predictions) {
    List<Integer> indices =
        predictions.stream().limit(golden.indices().size()).map(Prediction::classIndex).toList();
    compared++;
    sameFirst += indices.get(0).equals(golden.indices().get(0)) ? 1 : 0;
    sameFive += indices.equals(golden.indices()) ? 1 : 0;
    double difference = Math.abs(predictions.get(0).score() - golden.score());
    scoreDifference += difference;
    mostScoreDifference = Math.max(mostScoreDifference, difference);
  }

  int pictures() {
    return pictures;
  }

  /** Pictures whose first label is the reference's. */
  int sameFirst() {
    return sameFirst;
  }

  /**
   * Mean over the compared pictures of the difference between the two first labels' probabilities.
   */
  double meanScoreDifference() {
    return compared == 0 ? Double.NaN : scoreDifference / compared;
  }

  void print(PrintWriter out) {
    if (pictures == 0) {
      return;
    }
    out.println("pictures            " + pictures);
    if (compared > 0) {
      out.println("same Top-1          " + share(sameFirst, compared));
      out.println("same Top-5 in order " + share(sameFive, compared));
      out.printf(Locale.ROOT, "mean |score change| %.6f%n", meanScoreDifference());
      out.printf(Locale.ROOT, "max |score change|  %.6f%n", mostScoreDifference);
    }
    if (known > 0) {
      out.println("true class Top-1    " + share(trueFirst, known));
      out.println("true class in Top-5 " + share(trueFive, known));
    }
    out.flush();
  }

  private static String share(int part, int whole) {
    return String.format(Locale.ROOT, "%d of %d (%.1f %%)", part, whole, 100.0 * part / whole);
  }
}
