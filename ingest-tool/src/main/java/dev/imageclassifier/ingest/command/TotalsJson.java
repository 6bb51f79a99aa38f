package dev.imageclassifier.ingest.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.ingest.journal.RunSummary;

/** The last line on standard output: totals with the names that all commands share. */
final class TotalsJson {
  private static final JsonMapper JSON = new JsonMapper();

  private TotalsJson() {}

  /**
   * The whole run, in whatever number of processes.
   *
   * @param skipped files that this process did not need to send
   * @param done files that this process brought as far as it does
   * @param seconds how long this process took
   */
  static String of(String run, RunSummary summary, long skipped, long done, double seconds) {
    ObjectNode node = JSON.createObjectNode();
    node.put("run", run);
    node.put("published", summary.published());
    node.put("labelled", summary.labelled());
    node.put("dead_lettered", summary.deadLettered());
    node.put("pending", summary.pending());
    node.put("failed", summary.failed());
    node.put("skipped", skipped);
    node.put("duplicates", summary.duplicates());
    node.put("bytes", summary.bytes());
    node.put("seconds", rounded(seconds));
    node.put("images_per_second", seconds > 0 ? rounded(done / seconds) : 0);
    return node.toString();
  }

  /** The exit code of a command that has looked for every outcome. */
  static int exitCode(RunSummary summary) {
    if (summary.failed() > 0) {
      return ExitCode.FAILURE;
    }
    if (summary.pending() > 0) {
      return ExitCode.PENDING;
    }
    return summary.deadLettered() > 0 ? ExitCode.DEAD_LETTERS : ExitCode.OK;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
