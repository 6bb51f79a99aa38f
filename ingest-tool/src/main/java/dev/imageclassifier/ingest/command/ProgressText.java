package dev.imageclassifier.ingest.command;

import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.run.DryRun;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats progress and summaries. */
final class ProgressText {
  private static final int BAR_WIDTH = 24;
  private static final int MAX_NAMES = 12;

  /**
   * Counters of a run.
   *
   * @param waiting whether the run waits for outcomes
   * @param publishedBefore files that earlier processes of the run have published
   * @param outcomesBefore outcomes that earlier processes of the run have read
   */
  record Counts(
      long published,
      long failed,
      long skipped,
      boolean waiting,
      long labelled,
      long deadLettered,
      long publishedBefore,
      long outcomesBefore) {
    /** Number of files that are finished. */
    long done() {
      return waiting
          ? Math.max(0, failed + skipped + labelled + deadLettered - publishedBefore)
          : failed + skipped + published;
    }

    /** Number of files that this process has finished, for the rate. */
    long finishedNow() {
      return failed + (waiting ? labelled + deadLettered - outcomesBefore : published);
    }
  }

  private ProgressText() {}

  /** {@code 1,234 published, 2 failed, 412 images/s}. */
  static String line(Counts counts, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d published, %,d failed%s%s, %,.0f images/s",
        counts.published(),
        counts.failed(),
        counts.skipped() > 0 ? String.format(Locale.ROOT, ", %,d skipped", counts.skipped()) : "",
        counts.waiting() ? ", " + outcomes(counts) : "",
        rate(counts.waiting() ? counts.finishedNow() : counts.published(), seconds));
  }

  /**
   * A progress bar with counters. While the run waits for outcomes, more counters replace the bar,
   * so that the line fits into 80 columns.
   */
  static String bar(Counts counts, long total, double seconds) {
    long done = Math.min(counts.done(), total);
    double part = total == 0 ? 1 : (double) done / total;
    double rate = rate(counts.finishedNow(), seconds);
    return String.format(
        Locale.ROOT,
        "%s%s%s  %,.0f/s%s",
        counts.waiting() ? share(part) + published(counts, total) : drawn(part),
        counts.waiting() ? "" : String.format(Locale.ROOT, "  %,d/%,d", done, total),
        counts.failed() > 0 ? String.format(Locale.ROOT, "  %,d failed", counts.failed()) : "",
        rate,
        rate > 0 ? "  " + clock((long) Math.ceil((total - done) / rate)) + " left" : "");
  }

  private static String drawn(double part) {
    int filled = (int) (part * BAR_WIDTH);
    return "[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] " + share(part);
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

  /** {@code By label: tabby 12, lynx 3} and the same for reasons; empty lists are omitted. */
  static String summary(RunSummary summary) {
    return names("By label: ", summary.byLabel()) + names("By reason: ", summary.byReason());
  }

  /** The result of a dry run. */
  static String dryRun(DryRun.Totals totals) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d files with %,d bytes would be published; %,d are empty and %,d are duplicates."
                + " %,d are rejected and %,d are unreadable.%n",
            totals.wouldPublish(),
            totals.bytes(),
            totals.empty(),
            totals.duplicates(),
            totals.rejected(),
            totals.unreadable()));
    totals
        .formats()
        .forEach(
            (format, count) ->
                text.append(String.format(Locale.ROOT, "  %,9d %s%n", count, format)));
    return text.toString();
  }

  private static String names(String title, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    String most =
        counts.entrySet().stream()
            .limit(MAX_NAMES)
            .map(one -> String.format(Locale.ROOT, "%s %,d", one.getKey(), one.getValue()))
            .collect(Collectors.joining(", "));
    long others = counts.values().stream().skip(MAX_NAMES).mapToLong(Long::longValue).sum();
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
