package dev.imageclassifier.ingest.command;

import dev.imageclassifier.ingest.journal.RunSummary;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The words of progress. */
final class ProgressText {
  private static final int BAR = 24;
  private static final int MOST_NAMES = 12;

  /**
   * What has happened so far.
   *
   * @param following whether outcomes are read; otherwise none are known
   * @param publishedBefore what an earlier process of the run had published; it is skipped now, and
   *     has outcomes nevertheless
   * @param outcomesBefore how many outcomes were known when this process began
   */
  record Counts(
      long published,
      long failed,
      long skipped,
      boolean following,
      long labelled,
      long deadLettered,
      long publishedBefore,
      long outcomesBefore) {
    /** How many files are through with what this command does. */
    long done() {
      return following
          ? Math.max(0, failed + skipped + labelled + deadLettered - publishedBefore)
          : failed + skipped + published;
    }

    /** How many this process brought there: what was skipped took no time. */
    long fresh() {
      return failed + (following ? labelled + deadLettered - outcomesBefore : published);
    }
  }

  private ProgressText() {}

  /** {@code 1,234 published, 2 failed, 412 a second}. */
  static String line(Counts counts, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d published, %,d failed%s%s, %,.0f a second",
        counts.published(),
        counts.failed(),
        counts.skipped() > 0
            ? String.format(Locale.ROOT, ", %,d already sent", counts.skipped())
            : "",
        counts.following() ? ", " + outcomes(counts) : "",
        rate(counts.following() ? counts.fresh() : counts.published(), seconds));
  }

  /**
   * A bar, and what there is to say beside it; where outcomes are read, their counts instead of the
   * bar, so that a hundred thousand files fit into 80 columns.
   */
  static String bar(Counts counts, long total, double seconds) {
    long done = Math.min(counts.done(), total);
    double part = total == 0 ? 1 : (double) done / total;
    double rate = rate(counts.fresh(), seconds);
    return String.format(
        Locale.ROOT,
        "%s%s%s  %,.0f/s%s",
        counts.following() ? share(part) + published(counts, total) : drawn(part),
        counts.following() ? "" : String.format(Locale.ROOT, "  %,d/%,d", done, total),
        counts.failed() > 0 ? String.format(Locale.ROOT, "  %,d failed", counts.failed()) : "",
        rate,
        rate > 0 ? "  " + clock((long) Math.ceil((total - done) / rate)) + " left" : "");
  }

  private static String drawn(double part) {
    int filled = (int) (part * BAR);
    return "[" + "=".repeat(filled) + " ".repeat(BAR - filled) + "] " + share(part);
  }

  private static String share(double part) {
    return String.format(Locale.ROOT, "%3.0f %%", 100 * Math.floor(part * 100) / 100);
  }

  private static String published(Counts counts, long total) {
    return String.format(
        Locale.ROOT,
        "  %,d/%,d published  %,d labelled  %,d dead",
        counts.publishedBefore() + counts.published(),
        total,
        counts.labelled(),
        counts.deadLettered());
  }

  /** {@code By label: tabby 12, lynx 3}, and the same for reasons; what is empty is left out. */
  static String summary(RunSummary summary) {
    return names("By label: ", summary.byLabel()) + names("By reason: ", summary.byReason());
  }

  private static String names(String title, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    String most =
        counts.entrySet().stream()
            .limit(MOST_NAMES)
            .map(one -> String.format(Locale.ROOT, "%s %,d", one.getKey(), one.getValue()))
            .collect(Collectors.joining(", "));
    long others = counts.values().stream().skip(MOST_NAMES).mapToLong(Long::longValue).sum();
    String rest = others > 0 ? String.format(Locale.ROOT, ", others %,d", others) : "";
    return title + most + rest + System.lineSeparator();
  }

  private static String outcomes(Counts counts) {
    return String.format(
        Locale.ROOT, "%,d labelled, %,d dead-lettered", counts.labelled(), counts.deadLettered());
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
