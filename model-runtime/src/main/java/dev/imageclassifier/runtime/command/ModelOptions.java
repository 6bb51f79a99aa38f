package dev.imageclassifier.runtime.command;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.ReadSettings;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.runtime.predict.ClassifierSettings.Device;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which model, how it runs and what it reads: the same options for every command that classifies.
 */
public final class ModelOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = "starter",
      description = "Installed model or model directory (${DEFAULT-VALUE}).")
  String model;

  @Option(
      names = "--precision",
      paramLabel = "fp32|int8",
      description = "Which of the model's files to run (default: fp32, or the only one).")
  Precision precision;

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      defaultValue = "cpu",
      description = "Where the model runs (${DEFAULT-VALUE}).")
  Device device;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Labels per picture (default: as the model's bundle says).")
  Integer topK;

  @Mixin ReadingOptions reading;

  /**
   * Loads and warms up the model.
   *
   * @param maxBatch most pictures in one predict
   * @throws UserError when the model is not found or cannot be used
   * @throws ParameterException when an option is out of bounds
   */
  public Classifier load(int maxBatch) {
    return load(bundle(), maxBatch);
  }

  /** What is read and what is refused. */
  public ReadSettings reading() {
    return reading.settings();
  }

  /** The bundle that {@code --model} names, with its digests verified. */
  ModelBundle bundle() {
    return orUserError(() -> BundleReader.read(BundleFinder.fromEnvironment().find(model)));
  }

  Classifier load(ModelBundle bundle, int maxBatch) {
    ClassifierSettings settings = settings(bundle, maxBatch);
    return orUserError(() -> Classifier.load(bundle, settings));
  }

  private ClassifierSettings settings(ModelBundle bundle, int maxBatch) {
    if (topK != null && topK < 1) {
      throw new ParameterException(
          command.commandLine(), "--top-k is " + topK + ": it must be 1 or more");
    }
    return new ClassifierSettings(
        precision == null ? preferred(bundle) : precision,
        topK == null ? bundle.topK() : topK,
        maxBatch,
        device,
        reading());
  }

  private static Precision preferred(ModelBundle bundle) {
    return bundle.files().containsKey(Precision.FP32) ? Precision.FP32 : Precision.INT8;
  }

  private static <T> T orUserError(Supplier<T> work) {
    try {
      return work.get();
    } catch (BundleException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
