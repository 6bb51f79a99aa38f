package dev.imageclassifier.runtime.command;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import picocli.CommandLine.Option;

/** Which model. */
public final class BundleOption {
  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = "starter",
      description = "Installed model or model directory (${DEFAULT-VALUE}).")
  String model;

  String name() {
    return model;
  }

  /**
   * The bundle, found and with its digests verified; no model code runs.
   *
   * @throws UserError when it is not found or cannot be used
   */
  public ModelBundle bundle() {
    try {
      return BundleReader.read(BundleFinder.fromEnvironment().find(model));
    } catch (BundleException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
