package dev.imageclassifier.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How a soak ended.
 *
 * @param residentGrowth of resident memory over the last half, per cent
 * @param arraysGrow whether the model's live native arrays grow: the fewest of the last quarter are
 *     more than the most of the quarter before; a predict that is under way holds a few for a
 *     moment
 */
record SoakResult(Account account, double residentGrowth, boolean arraysGrow) {
  /** Growth of the last half that still counts as flat, per cent. */
  static final double FLAT = 5;

  static SoakResult of(Account account, List<SoakSample> samples) {
    return new SoakResult(
        account,
        Growth.ofLastHalf(samples.stream().map(SoakSample::residentBytes).toList()),
        grow(samples.stream().map(SoakSample::nativeArrays).toList()));
  }

  private static boolean grow(List<Integer> arrays) {
    if (arrays.size() < 4) {
      return false;
    }
    int half = arrays.size() / 2;
    int middle = half + (arrays.size() - half) / 2;
    return Collections.min(arrays.subList(middle, arrays.size()))
        > Collections.max(arrays.subList(half, middle));
  }

  /** Whether memory stays where it is. */
  boolean flat() {
    return residentGrowth < FLAT && !arraysGrow;
  }

  String toText() {
    return String.format(
        Locale.ROOT,
        "%d pictures = %d labelled + %d dead-lettered; over the last half resident memory grew by"
            + " %.1f %%, and live native arrays %s.",
        account.pictures(),
        account.labelled(),
        account.deadLettered(),
        residentGrowth,
        arraysGrow ? "grew" : "did not grow");
  }

  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"pictures\":%d,\"labelled\":%d,\"dead_lettered\":%d,\"resident_growth_percent\":%.2f,"
            + "\"native_arrays_grow\":%b,\"flat\":%b}",
        account.pictures(),
        account.labelled(),
        account.deadLettered(),
        residentGrowth,
        arraysGrow,
        flat());
  }
}
