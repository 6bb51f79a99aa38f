package dev.imageclassifier.ingest.command;

import dev.imageclassifier.contract.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** ImageReader back what became of the images. */
final class WaitOptions {
  private long seconds;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--wait",
      description = "Wait until every image has its labels or is a dead letter.")
  boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "How long to wait once everything is published; what has no outcome then is pending"
              + " (default: ${DEFAULT-VALUE}).")
  void setSeconds(long given) {
    if (given < 1) {
      throw new ParameterException(
          command.commandLine(), "--timeout is " + given + " but must be 1 second or more");
    }
    seconds = given;
  }

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what became of each file, as JSON Lines.")
  Path report;

  @Option(
      names = "--output-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_LABELS,
      description = "Where the labels are (default: ${DEFAULT-VALUE}).")
  String resultsTopic;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Where the dead letters are (default: ${DEFAULT-VALUE}).")
  String deadLetterTopic;

  Duration timeout() {
    return Duration.ofSeconds(seconds);
  }
}
