package dev.imageclassifier.ingest.command;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --connect-timeout}. */
final class TimeoutOption {
  private int seconds;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--connect-timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "Maximum time to wait for the brokers (default: ${DEFAULT-VALUE}).")
  void setSeconds(int given) {
    if (given < 1) {
      throw new ParameterException(
          command.commandLine(), "--connect-timeout is %d but must be 1 or more".formatted(given));
    }
    seconds = given;
  }

  Duration duration() {
    return Duration.ofSeconds(seconds);
  }
}
