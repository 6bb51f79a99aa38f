package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;

/**
 * How a bundle is run.
 *
 * @param precision which of the bundle's files
 * @param topK predictions per picture, 1 or more; more than there are classes gives all classes
 * @param maxBatch most pictures in one predict, 1 or more
 * @param device where the model runs
 * @param reading limits and formats
 */
public record ClassifierSettings(
    Precision precision, int topK, int maxBatch, Device device, DecodeSettings reading) {

  /** Where the model runs. */
  public enum Device {
    CPU,
    GPU
  }

  /** Checks the checks. */
  public ClassifierSettings {
    if (topK < 1) {
      throw new IllegalArgumentException("top-k is " + topK + ": it must be 1 or more");
    }
    if (maxBatch < 1) {
      throw new IllegalArgumentException("batch size is " + maxBatch + ": it must be 1 or more");
    }
  }
}
