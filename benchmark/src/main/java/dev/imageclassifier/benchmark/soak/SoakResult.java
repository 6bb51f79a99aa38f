package dev.imageclassifier.benchmark.soak;

import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The result of a soak.
 *
 * @param outcomes outcomes of all images
 * @param residentGrowth growth of resident memory over the second half, in percent
 * @param arraysGrow whether the number of live native arrays grows: the minimum of the last quarter
 *     is above the maximum of the quarter before. A running prediction holds a few arrays for a
 *     short time.
 */
public record SoakResult(OutcomeCounts outcomes, double residentGrowth, boolean arraysGrow) {
  /** Growth over the second half that still counts as flat, in percent. */
  static final double MAX_FLAT_GROWTH = 5;

  static SoakResult of(OutcomeCounts outcomes, List<SoakSample> samples) {
    return new SoakResult(
        outcomes,
        growthOfSecondHalf(samples.stream().map(SoakSample::residentBytes).toList()),
        grow(samples.stream().map(SoakSample::nativeArrays).toList()));
  }

  /**
   * The growth in percent of a line that is fitted to the second half by least squares, so that a
   * single high or low value at either end has little effect. 0 for fewer than four values.
   */
  static double growthOfSecondHalf(List<Long> values) {
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

  private static boolean grow(List<Integer> arrays) {
    if (arrays.size() < 4) {
      return false;
    }
    int half = arrays.size() / 2;
    int lastQuarter = half + (arrays.size() - half) / 2;
    return Collections.min(arrays.subList(lastQuarter, arrays.size()))
        > Collections.max(arrays.subList(half, lastQuarter));
  }

  /** Whether memory use does not grow. */
  public boolean flat() {
    return residentGrowth < MAX_FLAT_GROWTH && !arraysGrow;
  }

  /** One line for people. */
  public String toText() {
    return String.format(
        Locale.ROOT,
        """
        %d images = %d labelled + %d dead-lettered; over the second half, resident memory grew by \
        %.1f %% and the number of live native arrays %s.""",
        outcomes.images(),
        outcomes.labelled(),
        outcomes.deadLettered(),
        residentGrowth,
        arraysGrow ? "grew" : "did not grow");
  }

  /** One JSON object. */
  public String toJson() {
    return String.format(
        Locale.ROOT,
        """
        {"images":%d,"labelled":%d,"dead_lettered":%d,"resident_growth_percent":%.2f,\
        "native_arrays_grow":%b,"flat":%b}""",
        outcomes.images(),
        outcomes.labelled(),
        outcomes.deadLettered(),
        residentGrowth,
        arraysGrow,
        flat());
  }
}
