package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.VerboseOption;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for the connection to the brokers, and {@code --verbose}. */
final class ConnectionOptions {
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

  @Mixin KafkaOptions kafka;
  @Mixin VerboseOption verbose;

  Duration timeout() {
    return Duration.ofSeconds(seconds);
  }

  Map<String, String> client() {
    return kafka.clientProperties();
  }
}
