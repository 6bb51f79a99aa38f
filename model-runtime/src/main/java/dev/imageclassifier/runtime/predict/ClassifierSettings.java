package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a {@link Classifier}. Create instances with {@link #builder}.
 *
 * @param precision the model file of the bundle to load
 * @param topK predictions per image; the number of classes is the upper limit of the result
 * @param maxBatch maximum number of images in one predict call
 * @param device the device that runs the model
 * @param decoding limits and formats for reading images
 */
public record ClassifierSettings(
    Precision precision, int topK, int maxBatch, Device device, DecodeSettings decoding) {

  /** The device that runs the model. */
  public enum Device {
    CPU,
    GPU
  }

  /**
   * Validates all properties.
   *
   * @throws IllegalArgumentException listing every invalid property and its value
   */
  public ClassifierSettings {
    List<String> problems = new ArrayList<>();
    if (topK < 1) {
      problems.add("topK is %d: must be at least 1".formatted(topK));
    }
    if (maxBatch < 1) {
      problems.add("maxBatch is %d: must be at least 1".formatted(maxBatch));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Returns a builder that holds the default of every property. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link ClassifierSettings}. Not thread-safe. */
  public static final class Builder {
    private Precision precision = Precision.FP32;
    private int topK = 3;
    private int maxBatch = 8;
    private Device device = Device.CPU;
    private DecodeSettings decoding = DecodeSettings.DEFAULTS;

    private Builder() {}

    public Builder precision(Precision file) {
      precision = file;
      return this;
    }

    public Builder topK(int predictions) {
      topK = predictions;
      return this;
    }

    public Builder maxBatch(int images) {
      maxBatch = images;
      return this;
    }

    public Builder device(Device target) {
      device = target;
      return this;
    }

    public Builder decoding(DecodeSettings settings) {
      decoding = settings;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException listing every invalid property and its value
     */
    public ClassifierSettings build() {
      return new ClassifierSettings(precision, topK, maxBatch, device, decoding);
    }
  }
}
