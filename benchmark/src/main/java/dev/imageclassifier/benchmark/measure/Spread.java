package dev.imageclassifier.benchmark.measure;

import java.util.Arrays;
import java.util.List;

/**
 * Median, minimum and maximum of a series.
 *
 * @param median the middle value; the mean of the two middle values if their number is even
 * @param min the smallest value
 * @param max the largest value
 */
public record Spread(double median, double min, double max) {
  /**
   * Computes the spread.
   *
   * @throws IllegalArgumentException if there are no values
   */
  public static Spread of(List<Double> values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** The percentile by the nearest-rank method. */
  public static double percentile(List<Double> values, double percent) {
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
