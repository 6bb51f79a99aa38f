package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.TopicNames;
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
      "The journal stores which were sent, so that the command can be interrupted and repeated."
    },
    footer = {
      "",
      "The last line on standard output contains the totals as JSON. Exit code 3 if dead letters"
          + " were refused.",
      "Example: ingest dead-letters redrive --reason prediction_failed --dry-run"
          + " --bootstrap-server localhost:9092"
    })
final class DeadLetterRedriveCommand implements Callable<Integer> {
  @Option(
      names = {"--topic", "--dead-letter-topic"},
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Dead-letter topic (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(
      names = {"--to", "--input-topic"},
      paramLabel = "TOPIC",
      description = "Topic to send to (default: the topic of origin of each dead letter).")
  String target;

  @Option(names = "--dry-run", description = "Print how many would be sent and send none.")
  boolean dryRun;

  @Option(names = "--max", paramLabel = "N", description = "Maximum number to send.")
  Long max;

  @Option(
      names = "--loop-limit",
      paramLabel = "N",
      defaultValue = "" + RedriveSettings.DEFAULT_LOOP_LIMIT,
      description = "Refuse images that were redriven this often (default: ${DEFAULT-VALUE}).")
  int loopLimit;

  @Mixin DeadLetterFilterOptions filter;
  @Mixin JournalOption journal;
  @Mixin TimeoutOption timeout;
  @Mixin KafkaOptions kafka;
  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    filter.validate();
    RedriveSettings settings = settings();
    StandardError err = new StandardError(spec.commandLine().getErr());
    long start = System.nanoTime();
    try (Journal open = journal.open()) {
      RedriveTotals totals =
          new Redriver(kafka.clientProperties(), settings, open.redrives(), err::line)
              .redrive(filter.filter());
      PrintWriter out = spec.commandLine().getOut();
      out.println(TotalsJson.of(totals, dryRun, (System.nanoTime() - start) / 1e9));
      out.flush();
      return totals.refused() > 0 ? ExitCode.DEAD_LETTERS : ExitCode.OK;
    }
  }

  private RedriveSettings settings() {
    try {
      RedriveSettings.Builder settings =
          RedriveSettings.builder()
              .topic(topic)
              .target(target)
              .loopLimit(loopLimit)
              .dryRun(dryRun)
              .timeout(timeout.duration());
      return (max == null ? settings : settings.max(max)).build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "Invalid options: " + e.getMessage(), e);
    }
  }
}
