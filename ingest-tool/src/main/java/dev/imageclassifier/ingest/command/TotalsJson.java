package dev.imageclassifier.ingest.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.RunTotals;
import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.redrive.RedriveTotals;
import dev.imageclassifier.ingest.run.DryRun;
import dev.imageclassifier.ingest.run.IngestTotals;

/** Formats totals as JSON, for the last line on standard output. */
final class TotalsJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private TotalsJson() {}

  static String of(IngestTotals totals) {
    return run(totals.run(), totals.summary(), totals.thisProcess().skipped())
        .toJson(totals.thisProcess().published(), totals.seconds());
  }

  /** The totals of a run that another process has published. */
  static String of(String run, RunSummary summary, double seconds) {
    return run(run, summary, 0).toJson(summary.labelled() + summary.deadLettered(), seconds);
  }

  static String of(RedriveTotals totals, boolean dryRun, double seconds) {
    RunTotals json = new RunTotals().with("published", dryRun ? 0 : totals.sent());
    if (dryRun) {
      json.with("would_publish", totals.sent());
    }
    return json.with("skipped", totals.skipped())
        .with("failed", totals.failed())
        .with("bytes", totals.bytes())
        .toJson(totals.sent(), seconds);
  }

  static String of(DryRun.Totals totals) {
    try {
      return JSON.writeValueAsString(totals);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
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

  private static RunTotals run(String run, RunSummary summary, long skipped) {
    return new RunTotals()
        .with("run", run)
        .with("published", summary.published())
        .with("labelled", summary.labelled())
        .with("dead_lettered", summary.deadLettered())
        .with("pending", summary.pending())
        .with("failed", summary.failed())
        .with("skipped", skipped)
        .with("duplicates", summary.duplicates())
        .with("bytes", summary.bytes());
  }
}
