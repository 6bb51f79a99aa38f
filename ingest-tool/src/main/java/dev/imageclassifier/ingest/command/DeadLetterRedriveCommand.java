package dev.imageclassifier.ingest.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.redrive.RedriveSettings;
import dev.imageclassifier.ingest.redrive.RedriveTotals;
import dev.imageclassifier.ingest.redrive.Redriver;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ingest dead-letters redrive}: sends them again. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Sends dead letters again, with their key, bytes and headers, each at most once.",
      "The journal remembers which; it can be stopped and started again at any moment."
    },
    footer = {
      "",
      "The last line on standard output is the totals as JSON. Exit code 3 when some were refused.",
      "Example: ingest dead-letters redrive --reason prediction_failed --dry-run"
          + " --bootstrap-server localhost:9092"
    })
final class DeadLetterRedriveCommand implements Callable<Integer> {
  @Option(
      names = {"--topic", "--dead-letter-topic"},
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Where the dead letters are (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(
      names = {"--to", "--input-topic"},
      paramLabel = "TOPIC",
      description = "Where to send them; otherwise to the topic that each came from.")
  String target;

  @Option(names = "--dry-run", description = "Say how many would be sent, and send none.")
  boolean dryRun;

  @Option(names = "--max", paramLabel = "N", description = "Send at most so many.")
  Long max;

  @Option(
      names = "--loop-limit",
      paramLabel = "N",
      defaultValue = "" + RedriveSettings.DEFAULT_LOOP_LIMIT,
      description = "Leave those that were sent again so often (default: ${DEFAULT-VALUE}).")
  int loopLimit;

  @Mixin DeadLetterFilterOptions filter;
  @Mixin JournalOption journal;
  @Mixin TimeoutOption timeout;
  @Mixin KafkaOptions kafka;
  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    filter.check();
    RedriveSettings settings = settings();
    StandardError err = new StandardError(spec.commandLine().getErr());
    long start = System.nanoTime();
    try (Journal open = journal.open()) {
      RedriveTotals totals =
          new Redriver(kafka.clientProperties(), settings, open.redrives(), err::line)
              .redrive(filter.filter());
      PrintWriter out = spec.commandLine().getOut();
      out.println(json(totals, (System.nanoTime() - start) / 1e9));
      out.flush();
      return totals.refused() > 0 ? ExitCode.DEAD_LETTERS : ExitCode.OK;
    }
  }

  private RedriveSettings settings() {
    try {
      return new RedriveSettings(
          topic,
          Optional.ofNullable(target),
          loopLimit,
          max == null ? Long.MAX_VALUE : max,
          dryRun,
          timeout.duration());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String json(RedriveTotals totals, double seconds) {
    ObjectNode node = new JsonMapper().createObjectNode();
    node.put("published", dryRun ? 0 : totals.sent());
    if (dryRun) {
      node.put("would_publish", totals.sent());
    }
    node.put("skipped", totals.already());
    node.put("refused", totals.refused());
    node.put("bytes", totals.bytes());
    node.put("seconds", Math.round(seconds * 1000) / 1000.0);
    return node.toString();
  }
}
