package dev.imageclassifier.ingest;

import java.util.Locale;

/** The words of progress. */
final class ProgressText {
  private static final int BAR = 24;

  private ProgressText() {}

  /** {@code 1,234 published, 2 failed, 412 a second}. */
  static String line(long published, long failed, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d published, %,d failed, %,.0f a second",
        published,
        failed,
        rate(published, seconds));
  }

  /** A bar that fits into a line of 80 characters. */
  static String bar(long published, long failed, long total, double seconds) {
    long done = Math.min(published + failed, total);
    double part = total == 0 ? 1 : (double) done / total;
    int filled = (int) (part * BAR);
    double rate = rate(done, seconds);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %,d/%,d  %,.0f/s  %s%s",
        "=".repeat(filled),
        " ".repeat(BAR - filled),
        100 * Math.floor(part * 100) / 100,
        done,
        total,
        rate,
        rate > 0 ? clock((long) Math.ceil((total - done) / rate)) + " left" : "",
        failed > 0 ? String.format(Locale.ROOT, "  %,d failed", failed) : "");
  }

  private static double rate(long count, double seconds) {
    return seconds > 0 ? count / seconds : 0;
  }

  private static String clock(long seconds) {
    return seconds >= 3600
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
