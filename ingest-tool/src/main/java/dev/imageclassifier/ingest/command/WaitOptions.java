package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.OutputTopicOptions;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for reading outcomes. */
final class WaitOptions {
  private long seconds;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(names = "--wait", description = "Wait until every published file has an outcome.")
  boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "Maximum time to wait after the last file was published; files without an outcome are"
              + " then pending (default: ${DEFAULT-VALUE}).")
  void setSeconds(long given) {
    if (given < 1) {
      throw new ParameterException(
          command.commandLine(), "--timeout is %d but must be 1 or more".formatted(given));
    }
    seconds = given;
  }

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the outcome of each file to this file, as JSON Lines.")
  Path report;

  @Mixin OutputTopicOptions topics;

  Duration timeout() {
    return Duration.ofSeconds(seconds);
  }
}
