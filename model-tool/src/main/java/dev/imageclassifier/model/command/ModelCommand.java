package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model}: manages models and classifies files, without Kafka. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Downloads, lists, inspects and verifies models, and classifies files, without Kafka.",
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
        spec.commandLine(), "Missing command: list, pull, import, inspect, verify or classify");
  }
}
