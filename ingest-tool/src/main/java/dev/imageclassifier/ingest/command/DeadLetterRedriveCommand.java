package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.redrive.RedriveSettings;
import dev.imageclassifier.ingest.redrive.RedriveTotals;
import dev.imageclassifier.ingest.redrive.Redriver;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ingest dead-letters redrive}: sends dead letters to their input topic again. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Sends dead letters again with their key, value and headers, each at most once.",
      "The journal stores the sent dead letters, so that the command can be interrupted and repeated."
    },
    footer = {
      "",
      "The last line on standard output contains the totals as JSON. Exit code 3 if dead letters"
          + " could not be sent.",
      "Example: ingest dead-letters redrive --reason prediction_failed --dry-run"
          + " --bootstrap-server localhost:9092"
    })
final class DeadLetterRedriveCommand implements Callable<Integer> {
  @Option(
      names = {"--to", "--input-topic"},
      paramLabel = "TOPIC",
      description = "Topic to send to (default: the source topic of each dead letter).")
  String target;

  @Option(
      names = "--dry-run",
      description = "Print how many dead letters would be sent, and send none.")
  boolean dryRun;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "Maximum number of dead letters to send.")
  Long max;

  @Option(
      names = "--loop-limit",
      paramLabel = "N",
      defaultValue = "" + RedriveSettings.DEFAULT_LOOP_LIMIT,
      description = "Do not send images that were redriven this often (default: ${DEFAULT-VALUE}).")
  int loopLimit;

  @Mixin DeadLetterOptions deadLetters;
  @Mixin JournalOption journal;
  @Mixin ConnectionOptions connection;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    deadLetters.validate();
    RedriveSettings settings = settings();
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    try (Journal open = journal.open()) {
      RedriveTotals totals =
          new Redriver(connection.client(), settings, open.redrives(), err::println)
              .redrive(deadLetters.filter());
      PrintWriter out = spec.commandLine().getOut();
      out.println(TotalsJson.of(totals, dryRun, (System.nanoTime() - start) / 1e9));
      out.flush();
      return totals.failed() > 0 ? ExitCode.DEAD_LETTERS : ExitCode.OK;
    }
  }

  private RedriveSettings settings() {
    try {
      RedriveSettings.Builder settings =
          RedriveSettings.builder()
              .topic(deadLetters.topic)
              .target(target)
              .loopLimit(loopLimit)
              .dryRun(dryRun)
              .timeout(connection.timeout());
      return (max == null ? settings : settings.max(max)).build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "Invalid options: " + e.getMessage(), e);
    }
  }
}
