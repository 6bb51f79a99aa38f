package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.ingest.outcomes.ResultFilter;
import dev.imageclassifier.ingest.outcomes.ResultFormat;
import dev.imageclassifier.ingest.outcomes.ResultPrinter;
import dev.imageclassifier.ingest.outcomes.TopicRange;
import dev.imageclassifier.kafka.StartPosition;
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
import picocli.CommandLine.Spec;

/** {@code ingest results}: prints results. */
@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    description = "Prints committed results and continues with new ones. Joins no consumer group.",
    footer = {
      "",
      "Press Ctrl-C to stop.",
      "Example: ingest results --from-beginning --until-idle 5 --json --bootstrap-server"
          + " localhost:9092"
    })
final class ResultsCommand implements Callable<Integer> {
  @Option(
      names = {"--topic", "--output-topic"},
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_LABELS,
      description = "Topic of the results (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(names = "--from-beginning", description = "Start with the oldest result.")
  boolean fromBeginning;

  @Option(
      names = "--from",
      paramLabel = InstantConverter.LABEL,
      converter = InstantConverter.class,
      description = "Start at this time: 2026-11-23T10:15:30Z, or 2h for two hours ago.")
  Instant from;

  @Option(names = "--run", paramLabel = "ID", description = "Only images of this ingest run.")
  String run;

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      description = "Only images with this label at rank 1. Repeatable.")
  Set<String> labels = new HashSet<>();

  @Option(
      names = "--min-score",
      paramLabel = "SCORE",
      defaultValue = "0",
      description = "Only images with at least this score at rank 1, from 0 to 1.")
  double minScore;

  @Option(
      names = "--until-idle",
      paramLabel = "SECONDS",
      description = "Stop when all results are read and no new one arrives for this time.")
  Integer untilIdle;

  @Option(names = "--count", paramLabel = "N", description = "Stop after this number of images.")
  Long count;

  @Option(names = "--json", description = "Print JSON Lines: the results as stored in the topic.")
  boolean json;

  @Option(names = "--csv", description = "Print CSV (RFC 4180) with one row per label.")
  boolean csv;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of labels per image (default: ${DEFAULT-VALUE}).")
  int top;

  @Mixin ConnectionOptions connection;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    rejectInvalidOptions();
    TopicRange range =
        TopicRange.from(topic, start(), connection.timeout())
            .untilIdle(untilIdle == null ? null : Duration.ofSeconds(untilIdle));
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ResultPrinter printer =
        new ResultPrinter(
            out,
            err::println,
            new ResultFormat(format(), top),
            count == null ? Long.MAX_VALUE : count,
            new ResultFilter(Optional.ofNullable(run), labels, minScore));
    try (Follower follower = new Follower(connection.client(), range)) {
      follower.follow(() -> err.println("Following " + topic + ". Press Ctrl-C to stop."), printer);
    }
    return ExitCode.OK;
  }

  private ResultFormat.Type format() {
    if (csv) {
      return ResultFormat.Type.CSV;
    }
    return json ? ResultFormat.Type.JSON : ResultFormat.Type.TABLE;
  }

  private StartPosition start() {
    if (from != null) {
      return StartPosition.time(from);
    }
    return fromBeginning ? StartPosition.beginning() : StartPosition.end();
  }

  private void rejectInvalidOptions() {
    RangeChecks checks = new RangeChecks();
    long unused =
        checks.within("--until-idle", untilIdle == null ? 1 : untilIdle, 1, Integer.MAX_VALUE);
    unused = checks.within("--count", count == null ? 1 : count, 1, Long.MAX_VALUE);
    unused = checks.atLeast("--top", top, 1);
    if (!(minScore >= 0 && minScore <= 1)) { // rejects NaN as well
      checks.add("--min-score is %s: it must be 0 to 1".formatted(minScore));
    }
    if (json && csv) {
      checks.add("--json and --csv are mutually exclusive");
    }
    if (from != null && fromBeginning) {
      checks.add("--from and --from-beginning are mutually exclusive");
    }
    checks.throwIfInvalid(spec.commandLine());
  }
}
