package dev.imageclassifier.runtime.command;

import dev.imageclassifier.runtime.predict.Prediction;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** How far labels agree with a reference pipeline's, and with the truth where it is known. */
final class Agreement {
  private int pictures;
  private int sameFirst;
  private int sameFive;
  private double scoreDifference;
  private double mostScoreDifference;
  private int known;
  private int trueFirst;
  private int trueFive;

  /** Counts one picture; {@code predictions} are at least as many as the reference gives. */
  void add(Golden golden, List<Prediction> predictions) {
    List<Integer> indices =
        predictions.stream().limit(golden.indices().size()).map(Prediction::classIndex).toList();
    pictures++;
    sameFirst += indices.get(0).equals(golden.indices().get(0)) ? 1 : 0;
    sameFive += indices.equals(golden.indices()) ? 1 : 0;
    double difference = Math.abs(predictions.get(0).score() - golden.score());
    scoreDifference += difference;
    mostScoreDifference = Math.max(mostScoreDifference, difference);
    if (golden.trueIndex() >= 0) {
      known++;
      trueFirst += indices.get(0) == golden.trueIndex() ? 1 : 0;
      trueFive += indices.contains(golden.trueIndex()) ? 1 : 0;
    }
  }

  int pictures() {
    return pictures;
  }

  /** Pictures whose first label is the reference's. */
  int sameFirst() {
    return sameFirst;
  }

  /** Mean over the pictures of the difference between the two first labels' probabilities. */
  double meanScoreDifference() {
    return pictures == 0 ? Double.NaN : scoreDifference / pictures;
  }

  void print(PrintWriter out) {
    if (pictures == 0) {
      return;
    }
    out.println("pictures            " + pictures);
    out.println("same Top-1          " + share(sameFirst, pictures));
    out.println("same Top-5 in order " + share(sameFive, pictures));
    out.printf(Locale.ROOT, "mean |score change| %.6f%n", meanScoreDifference());
    out.printf(Locale.ROOT, "max |score change|  %.6f%n", mostScoreDifference);
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
