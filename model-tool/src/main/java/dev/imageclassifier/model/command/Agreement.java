package dev.imageclassifier.model.command;

import dev.imageclassifier.contract.ClassificationResult.Prediction;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Counts how often the labels agree with a reference pipeline and with the true classes. */
final class Agreement {
  static final int TOP = 5;

  private int images;
  private int compared;
  private int sameTop1;
  private int sameTop5;
  private double scoreDifferences;
  private double maxScoreDifference;
  private int withTruth;
  private int trueTop1;
  private int trueTop5;

  /** Adds one image; {@code predictions} are at least five, or one for each class of the model. */
  void add(Golden golden, List<Prediction> predictions) {
    images++;
    if (!golden.indices().isEmpty()) {
      compare(golden, predictions);
    }
    if (golden.trueIndex() >= 0) {
      withTruth++;
      trueTop1 += predictions.get(0).classIndex() == golden.trueIndex() ? 1 : 0;
      trueTop5 +=
          predictions.stream().limit(TOP).anyMatch(p -> p.classIndex() == golden.trueIndex())
              ? 1
              : 0;
    }
  }

  private void compare(Golden golden, List<Prediction> predictions) {
    List<Integer> indices =
        predictions.stream().limit(golden.indices().size()).map(Prediction::classIndex).toList();
    compared++;
    sameTop1 += indices.get(0).equals(golden.indices().get(0)) ? 1 : 0;
    sameTop5 += indices.equals(golden.indices()) ? 1 : 0;
    double difference = Math.abs(predictions.get(0).score() - golden.score());
    scoreDifferences += difference;
    maxScoreDifference = Math.max(maxScoreDifference, difference);
  }

  void print(PrintWriter out) {
    if (images == 0) {
      return;
    }
    out.println("images              " + images);
    if (compared > 0) {
      out.println("same Top-1          " + share(sameTop1, compared));
      out.println("same Top-5 in order " + share(sameTop5, compared));
      out.printf(Locale.ROOT, "mean |score change| %.6f%n", scoreDifferences / compared);
      out.printf(Locale.ROOT, "max |score change|  %.6f%n", maxScoreDifference);
    }
    if (withTruth > 0) {
      out.println("true class Top-1    " + share(trueTop1, withTruth));
      out.println("true class in Top-5 " + share(trueTop5, withTruth));
    }
    out.flush();
  }

  private static String share(int part, int whole) {
    return String.format(Locale.ROOT, "%d of %d (%.1f %%)", part, whole, 100.0 * part / whole);
  }
}
