package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleFingerprint;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecoderUnavailableException;
import dev.imageclassifier.runtime.predict.ClassifierSettings.Device;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** Finds and loads the model that the options of a command select. Immutable. */
public final class ClassifierLoader {
  private static final int BATCH_ON_CPU = 8;

  /** On a GPU, larger batches reduce the time per image; this was not measured. */
  private static final int BATCH_ON_GPU = 32;

  private final String model;
  private final Precision precision;
  private final Device device;
  private final Integer topK;
  private final DecodeSettings decoding;

  private ClassifierLoader(OptionReader options) {
    this.model = options.text("--model", "starter");
    this.precision = options.choice("--precision", Precision.class, null);
    this.device = options.choice("--device", Device.class, Device.CPU);
    this.topK = options.positive("--top-k", null);
    this.decoding = options.decodeSettings();
  }

  /**
   * Reads the options of a command.
   *
   * @param options option names such as {@code --max-bytes} and their values; an absent option has
   *     its default value
   * @param problems receives a message for each invalid value, which is replaced by the default
   */
  public static ClassifierLoader of(Map<String, String> options, Consumer<String> problems) {
    return new ClassifierLoader(new OptionReader(options, problems));
  }

  /**
   * Finds the bundle and verifies its digests. Runs no model code.
   *
   * @throws BundleException when the bundle does not exist or is invalid
   */
  public ModelBundle bundle() {
    return BundleReader.read(BundleFinder.fromEnvironment().find(model));
  }

  /**
   * Returns a value that changes whenever the model directory changes, see {@link
   * BundleFingerprint}.
   *
   * @throws IOException when the directory cannot be listed, for example while it is replaced
   */
  public String fingerprint() throws IOException {
    return BundleFingerprint.of(BundleFinder.fromEnvironment().find(model));
  }

  /** Returns {@code requested}, or the default batch size of the device if it is null. */
  public int batchSize(Integer requested) {
    return requested != null ? requested : device == Device.GPU ? BATCH_ON_GPU : BATCH_ON_CPU;
  }

  /** Returns the limits and formats for reading images. */
  public DecodeSettings decoding() {
    return decoding;
  }

  /**
   * Loads and warms up the model.
   *
   * @param maxBatch largest number of images in one predict call
   * @throws BundleException when the model does not exist or cannot be used
   * @throws DecoderUnavailableException when a format cannot be decoded on this machine
   */
  public Classifier load(int maxBatch) {
    return load(maxBatch, 1);
  }

  /** As {@link #load(int)}, with at least {@code minTopK} predictions per image. */
  public Classifier load(int maxBatch, int minTopK) {
    ModelBundle bundle = bundle();
    ClassifierSettings settings =
        ClassifierSettings.builder()
            .precision(precision == null ? defaultPrecision(bundle) : precision)
            .topK(Math.max(minTopK, topK == null ? bundle.topK() : topK))
            .maxBatch(maxBatch)
            .device(device)
            .decoding(decoding)
            .build();
    return Classifier.load(bundle, settings);
  }

  private static Precision defaultPrecision(ModelBundle bundle) {
    return bundle.files().containsKey(Precision.FP32) ? Precision.FP32 : Precision.INT8;
  }
}
