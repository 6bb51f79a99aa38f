package dev.imageclassifier.runtime.command;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.runtime.predict.ClassifierSettings.Device;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, and how it is run; mix it into commands that classify. */
public final class ModelOptions {
  @Option(
      names = "--model",
      defaultValue = "starter",
      paramLabel = "NAME|DIR",
      description = "Name of an installed model or a model directory (${DEFAULT-VALUE}).")
  String model;

  @Option(
      names = "--precision",
      defaultValue = "fp32",
      description = "${COMPLETION-CANDIDATES}, as far as the model has it (${DEFAULT-VALUE}).")
  Precision precision;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Device device;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Predictions per picture (default: what the model suggests, mostly 3).")
  Integer topK;

  @Mixin ReadingOptions reading;

  /** Limits and formats, as the options say. */
  public ReadingOptions reading() {
    return reading;
  }

  /** Finds and verifies the bundle; no model code runs. */
  public ModelBundle bundle() {
    try {
      return BundleReader.read(BundleFinder.fromEnvironment().find(model));
    } catch (BundleException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /**
   * Loads, verifies and warms up the model.
   *
   * @param maxBatch most pictures in one predict
   * @throws UserError when the model cannot be used
   */
  public Classifier load(int maxBatch) {
    ModelBundle bundle = bundle();
    try {
      return Classifier.load(
          bundle,
          new ClassifierSettings(
              precision,
              topK == null ? bundle.topK() : topK,
              maxBatch,
              device,
              reading.settings()));
    } catch (BundleException | IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
