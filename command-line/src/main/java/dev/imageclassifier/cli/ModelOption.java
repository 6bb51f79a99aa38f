package dev.imageclassifier.cli;

import picocli.CommandLine.Option;

/** The {@code --model} option. */
public final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = "starter",
      description = "Installed model or model directory (${DEFAULT-VALUE}).")
  String model;

  /** Returns the name of an installed model or the path of a model directory. */
  public String value() {
    return model;
  }
}
