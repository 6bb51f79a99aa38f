package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model}: what is installed, whether it can be trusted, and what it sees; no Kafka. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Models without Kafka: gets, lists, inspects and verifies them, classifies files.",
    subcommands = {
      ListCommand.class,
      PullCommand.class,
      ImportCommand.class,
      InspectCommand.class,
      VerifyCommand.class,
      ClassifyCommand.class
    },
    footer = {"", "Example:", "  model classify cat.jpg"})
public final class ModelCommand implements Runnable {
  @Spec CommandSpec spec;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new ModelCommand(), arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: list, pull, import, inspect, verify or classify");
  }
}
