package dev.imageclassifier.benchmark.soak;

import java.util.List;

/** The growth of a series over its second half. */
final class Growth {
  private Growth() {}

  /**
   * The growth in percent of a line that is fitted to the second half by least squares, so that a
   * single high or low value at either end has little effect. 0 for fewer than four values.
   */
  static double ofSecondHalf(List<Long> values) {
    List<Long> half = values.subList(values.size() / 2, values.size());
    int count = half.size();
    if (values.size() < 4) {
      return 0;
    }
    double meanX = (count - 1) / 2.0;
    double meanY = half.stream().mapToLong(Long::longValue).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (int x = 0; x < count; x++) {
      covariance += (x - meanX) * (half.get(x) - meanY);
      variance += (x - meanX) * (x - meanX);
    }
    double slope = covariance / variance;
    double first = meanY - slope * meanX;
    return first <= 0
        ? 0
        : 100 * slope * (count - 1) / first; // 0: the system does not report memory
  }
}
