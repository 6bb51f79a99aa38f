package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.outcomes.FollowSettings;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.kafka.StartPosition;
import dev.imageclassifier.ingest.outcomes.ResultFilter;
import dev.imageclassifier.ingest.outcomes.ResultWriter;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
      defaultValue = TopicNames.IMAGE_LABELS,
      description = "Where the labels are (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(names = "--from-beginning", description = "Begin with the labels already there.")
  boolean fromBeginning;

  @Option(
      names = "--from",
      paramLabel = InstantConverter.LABEL,
      converter = InstantConverter.class,
      description = "Begin with the labels of this time: 2026-11-23T10:15:30Z, or 2h ago as 2h.")
  Instant from;

  @Option(names = "--run", paramLabel = "ID", description = "Only images of this ingest run.")
  String run;

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      description = "Only images whose best label this is. May be repeated.")
  Set<String> wanted = new HashSet<>();

  @Option(
      names = "--min-score",
      paramLabel = "SCORE",
      defaultValue = "0",
      description = "Only images whose best label has this score or more, 0 to 1.")
  double minScore;

  @Option(
      names = "--until-idle",
      paramLabel = "SECONDS",
      description = "End when no label has come for so long and all are read.")
  Integer untilIdle;

  @Option(names = "--count", paramLabel = "N", description = "End after so many images.")
  Long count;

  @Option(names = "--json", description = "Write JSON Lines: the results as they are in the topic.")
  boolean json;

  @Option(names = "--csv", description = "Write CSV (RFC 4180): a row for each label.")
  boolean csv;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "1",
      description = "Labels for each image in the table (default: ${DEFAULT-VALUE}).")
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
    requireSensible();
    FollowSettings settings =
        new FollowSettings(
            topic,
            start(),
            Optional.empty(),
            Optional.ofNullable(untilIdle).map(Duration::ofSeconds),
            timeout.duration());
    PrintWriter out = spec.commandLine().getOut();
    StandardError err = new StandardError(spec.commandLine().getErr());
    ResultWriter labels =
        new ResultWriter(
            out,
            err::line,
            format(),
            top,
            count == null ? Long.MAX_VALUE : count,
            new ResultFilter(Optional.ofNullable(run), wanted, minScore));
    try (Follower follower = new Follower(kafka.clientProperties(), settings)) {
      follower.follow(() -> err.line("Following " + topic + "; Ctrl-C ends it."), labels);
    }
    return ExitCode.OK;
  }

  private ResultWriter.Format format() {
    if (csv) {
      return ResultWriter.Format.CSV;
    }
    return json ? ResultWriter.Format.JSON : ResultWriter.Format.TABLE;
  }

  private StartPosition start() {
    if (from != null) {
      return StartPosition.time(from);
    }
    return fromBeginning ? StartPosition.beginning() : StartPosition.end();
  }

  private void requireSensible() {
    if (json && csv) {
      throw new ParameterException(spec.commandLine(), "--json and --csv exclude each other");
    }
    if (from != null && fromBeginning) {
      throw new ParameterException(
          spec.commandLine(), "--from and --from-beginning exclude each other");
    }
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--min-score is " + minScore + " but must be from 0 to 1");
    }
  }

  private void requirePositive(String option, Number value) {
    if (value != null && value.longValue() < 1) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + " but must be 1 or more");
    }
  }
}
