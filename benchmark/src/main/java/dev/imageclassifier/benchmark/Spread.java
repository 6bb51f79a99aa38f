package dev.imageclassifier.benchmark;

import java.util.Arrays;
import java.util.List;

/**
 * What repetitions of one measurement gave.
 *
 * @param median the middle one; of an even number the mean of the middle two
 * @param min the smallest
 * @param max the largest
 */
record Spread(double median, double min, double max) {
  static Spread of(List<Double> values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** The smallest value that {@code percent} of all values do not exceed (nearest rank). */
  static double percentile(List<Double> values, double percent) {
    double[] sorted = sorted(values);
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }

  private static double[] sorted(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
