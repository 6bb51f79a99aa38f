package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.testkit.CommandRun;
import java.util.Map;

/** Runs {@code model} in this process. */
final class ModelRun {
  private ModelRun() {}

  static CommandRun of(Object... arguments) {
    return CommandRun.of(Commands.commandLine(new ModelCommand(), Map.of()), arguments);
  }
}
