package dev.imageclassifier.sandbox.bench;

import java.util.List;
import java.util.Locale;

/**
 * How a soak ended.
 *
 * @param residentGrowth of resident memory over the last half, per cent
 * @param arrayGrowth of live native arrays over the last half, per cent
 */
record SoakResult(Account account, double residentGrowth, double arrayGrowth) {
  /** Growth of the last half that still counts as flat, per cent. */
  static final double FLAT = 5;

  static SoakResult of(Account account, List<SoakSample> samples) {
    return new SoakResult(
        account,
        Growth.ofLastHalf(samples.stream().map(SoakSample::residentBytes).toList()),
        Growth.ofLastHalf(samples.stream().map(sample -> (long) sample.nativeArrays()).toList()));
  }

  /** Whether memory stays where it is. */
  boolean flat() {
    return residentGrowth < FLAT && arrayGrowth < FLAT;
  }

  String toText() {
    return String.format(
        Locale.ROOT,
        "%d pictures = %d labelled + %d dead-lettered; over the last half resident memory grew by"
            + " %.1f %%, native arrays by %.1f %%.",
        account.pictures(),
        account.labelled(),
        account.deadLettered(),
        residentGrowth,
        arrayGrowth);
  }

  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"pictures\":%d,\"labelled\":%d,\"dead_lettered\":%d,\"resident_growth_percent\":%.2f,"
            + "\"native_array_growth_percent\":%.2f,\"flat\":%b}",
        account.pictures(),
        account.labelled(),
        account.deadLettered(),
        residentGrowth,
        arrayGrowth,
        flat());
  }
}
