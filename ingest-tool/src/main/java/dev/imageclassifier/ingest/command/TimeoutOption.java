package dev.imageclassifier.ingest.command;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long the brokers may take to answer. */
final class TimeoutOption {
  private int seconds;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--connect-timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "How long the brokers may take to answer (default: ${DEFAULT-VALUE}).")
  void setSeconds(int given) {
    if (given < 1) {
      throw new ParameterException(
          command.commandLine(), "--connect-timeout is " + given + " but must be 1 second or more");
    }
    seconds = given;
  }

  Duration duration() {
    return Duration.ofSeconds(seconds);
  }
}
