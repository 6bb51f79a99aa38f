package dev.imageclassifier.ingest.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.redrive.RedriveTotals;
import dev.imageclassifier.ingest.run.DryRun;
import dev.imageclassifier.ingest.run.IngestTotals;

/** Formats totals as JSON, for the last line on standard output. */
final class TotalsJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private record Run(
      String run,
      long published,
      long labelled,
      long deadLettered,
      long pending,
      long failed,
      long skipped,
      long duplicates,
      long bytes,
      double seconds,
      double imagesPerSecond) {}

  private record Redrive(long published, long skipped, long refused, long bytes, double seconds) {}

  private record RedriveDryRun(
      long published, long wouldPublish, long skipped, long refused, long bytes, double seconds) {}

  private TotalsJson() {}

  static String of(IngestTotals totals) {
    return run(
        totals.run(),
        totals.summary(),
        totals.process().skipped(),
        totals.process().published(),
        totals.seconds());
  }

  /** The totals of a run that another process has published. */
  static String of(String run, RunSummary summary, double seconds) {
    return run(run, summary, 0, summary.labelled() + summary.deadLettered(), seconds);
  }

  static String of(DryRun.Totals totals) {
    return write(totals);
  }

  static String of(RedriveTotals totals, boolean dryRun, double seconds) {
    return write(
        dryRun
            ? new RedriveDryRun(
                0,
                totals.sent(),
                totals.skipped(),
                totals.refused(),
                totals.bytes(),
                rounded(seconds))
            : new Redrive(
                totals.sent(),
                totals.skipped(),
                totals.refused(),
                totals.bytes(),
                rounded(seconds)));
  }

  /** The exit code of a command that has read all outcomes. */
  static int exitCode(RunSummary summary) {
    if (summary.failed() > 0) {
      return ExitCode.FAILURE;
    }
    if (summary.pending() > 0) {
      return ExitCode.PENDING;
    }
    return summary.deadLettered() > 0 ? ExitCode.DEAD_LETTERS : ExitCode.OK;
  }

  private static String run(
      String run, RunSummary summary, long skipped, long processed, double seconds) {
    return write(
        new Run(
            run,
            summary.published(),
            summary.labelled(),
            summary.deadLettered(),
            summary.pending(),
            summary.failed(),
            skipped,
            summary.duplicates(),
            summary.bytes(),
            rounded(seconds),
            seconds > 0 ? rounded(processed / seconds) : 0));
  }

  private static String write(Object totals) {
    try {
      return JSON.writeValueAsString(totals);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
