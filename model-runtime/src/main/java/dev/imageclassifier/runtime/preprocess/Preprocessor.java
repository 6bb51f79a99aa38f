package dev.imageclassifier.runtime.preprocess;

import dev.imageclassifier.runtime.decode.RgbPicture;
import java.nio.FloatBuffer;

/**
 * Writes pictures into a batch tensor: resize of the short side, centre crop, scale to 0…1,
 * normalise, planes R, G, B (NCHW). Not thread-safe: one per thread, its work arrays are reused.
 */
public final class Preprocessor {
  private final Preprocessing numbers;

  /** A preprocessor for a model with these numbers. */
  public Preprocessor(Preprocessing numbers) {
    this.numbers = numbers;
  }

  /**
   * Writes one picture.
   *
   * @param picture upright pixels
   * @param tensor the batch, N×3×height×width float32
   * @param slot which of the N, from 0
   */
  public void write(RgbPicture picture, FloatBuffer tensor, int slot) {
    throw new UnsupportedOperationException("not yet: " + numbers);
  }
}
