package dev.imageclassifier.runtime.command;

import dev.imageclassifier.cli.Bounds;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleStamp;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.UnusableDecoderException;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.runtime.predict.ClassifierSettings.Device;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which model, how it runs and what it reads: the same options for every command that classifies.
 */
public final class ModelOptions {
  private static final String TOP_K = "--top-k";
  private static final int BATCH_ON_CPU = 8;

  /** A GPU's time per picture falls for longer; not measured by us. */
  private static final int BATCH_ON_GPU = 32;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Mixin BundleOption bundleOption;

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
      names = TOP_K,
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
    return load(maxBatch, 1);
  }

  /** The same with {@code leastTopK} predictions per picture or more, whatever was asked for. */
  Classifier load(int maxBatch, int leastTopK) {
    ModelBundle bundle = bundle();
    ClassifierSettings settings = settings(bundle, maxBatch, leastTopK);
    try {
      return Classifier.load(bundle, settings);
    } catch (BundleException | UnusableDecoderException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /**
   * Most pictures in one predict.
   *
   * @param asked what was asked for; null for what suits the device
   */
  public int batchSize(Integer asked) {
    return asked != null ? asked : device == Device.GPU ? BATCH_ON_GPU : BATCH_ON_CPU;
  }

  /** What is read and what is refused. */
  public DecodeSettings reading() {
    return reading.settings();
  }

  /** The same with the nearest that is allowed in place of what is out of bounds. */
  public DecodeSettings reading(Bounds bounds) {
    if (topK != null) {
      bounds.atLeast(TOP_K, topK, 1);
    }
    return reading.settings(bounds);
  }

  /** The bundle, found and with its digests verified; no model code runs. */
  public ModelBundle bundle() {
    return bundleOption.bundle();
  }

  /**
   * Tells one state of the model's directory from another, see {@link BundleStamp}.
   *
   * @throws IOException when it cannot be listed, perhaps since it is being replaced
   */
  public String stamp() throws IOException {
    return BundleStamp.of(BundleFinder.fromEnvironment().find(bundleOption.name()));
  }

  private ClassifierSettings settings(ModelBundle bundle, int maxBatch, int leastTopK) {
    Bounds bounds = new Bounds();
    DecodeSettings read = reading(bounds);
    bounds.refuse(command.commandLine());
    return new ClassifierSettings(
        precision == null ? preferred(bundle) : precision,
        Math.max(leastTopK, topK == null ? bundle.topK() : topK),
        maxBatch,
        device,
        read);
  }

  private static Precision preferred(ModelBundle bundle) {
    return bundle.files().containsKey(Precision.FP32) ? Precision.FP32 : Precision.INT8;
  }
}
