package dev.imageclassifier.ingest;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.Topics;
import dev.imageclassifier.ingest.follow.FollowSettings;
import dev.imageclassifier.ingest.follow.Follower;
import dev.imageclassifier.ingest.follow.LabelWriter;
import dev.imageclassifier.ingest.follow.Place;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ingest results}: labels as they come. */
@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    description = "Follows the labels, committed ones only; joins no group and changes nothing.",
    footer = {
      "",
      "Ctrl-C ends it.",
      "Example: ingest results --from-beginning --until-idle 5 --json --bootstrap-server"
          + " localhost:9092"
    })
final class ResultsCommand implements Callable<Integer> {
  @Option(
      names = {"--topic", "--output-topic"},
      paramLabel = "TOPIC",
      defaultValue = Topics.IMAGE_LABELS,
      description = "Where the labels are (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(names = "--from-beginning", description = "Begin with the labels already there.")
  boolean fromBeginning;

  @Option(
      names = "--until-idle",
      paramLabel = "SECONDS",
      description = "End when no label has come for so long and all are read.")
  Integer untilIdle;

  @Option(names = "--count", paramLabel = "N", description = "End after so many pictures.")
  Long count;

  @Option(names = "--json", description = "Write JSON Lines: the results as they are in the topic.")
  boolean json;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "1",
      description = "Labels for each picture in the table (default: ${DEFAULT-VALUE}).")
  int top;

  @Mixin TimeoutOption timeout;
  @Mixin KafkaOptions kafka;
  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    requirePositive("--until-idle", untilIdle);
    requirePositive("--count", count);
    requirePositive("--top", top);
    FollowSettings settings =
        new FollowSettings(
            topic,
            fromBeginning ? Place.beginning() : Place.end(),
            Optional.empty(),
            Optional.ofNullable(untilIdle).map(Duration::ofSeconds),
            timeout.duration());
    PrintWriter out = spec.commandLine().getOut();
    StandardError err = new StandardError(spec.commandLine().getErr());
    LabelWriter labels =
        new LabelWriter(out, err::line, json, top, count == null ? Long.MAX_VALUE : count);
    try (Follower follower = new Follower(kafka.clientProperties(), settings)) {
      follower.follow(() -> err.line("Following " + topic + "; Ctrl-C ends it."), labels);
    }
    return ExitCode.OK;
  }

  private void requirePositive(String option, Number value) {
    if (value != null && value.longValue() < 1) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + " but must be 1 or more");
    }
  }
}
