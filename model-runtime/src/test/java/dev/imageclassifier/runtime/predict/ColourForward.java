package dev.imageclassifier.runtime.predict;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A model in plain Java, like the test model {@code colours}: ten times the mean of each plane.
 * Notes the batch sizes and throws at the pictures that a test chooses.
 */
final class ColourForward implements Forward {
  final List<Integer> batches = new ArrayList<>();
  boolean closed;
  private final int pixels;
  private Predicate<float[]> throwsAt = logits -> false;
  private Error error;

  ColourForward(int pixels) {
    this.pixels = pixels;
  }

  /** Throws when one picture of the batch has such logits. */
  ColourForward throwingAt(Predicate<float[]> logits) {
    throwsAt = logits;
    return this;
  }

  /** Throws an error at every predict. */
  ColourForward failing(Error error) {
    this.error = error;
    return this;
  }

  @Override
  public float[] run(ByteBuffer pictures, int count) throws PredictException {
    batches.add(count);
    if (error != null) {
      throw error;
    }
    FloatBuffer floats = pictures.asFloatBuffer();
    float[] logits = new float[count * 3];
    for (int plane = 0; plane < logits.length; plane++) {
      float sum = 0;
      for (int i = 0; i < pixels; i++) {
        sum += floats.get();
      }
      logits[plane] = 10 * sum / pixels;
    }
    for (int i = 0; i < count; i++) {
      if (throwsAt.test(new float[] {logits[3 * i], logits[3 * i + 1], logits[3 * i + 2]})) {
        throw PredictException.of(new IllegalStateException("not this picture"));
      }
    }
    return logits;
  }

  @Override
  public void close() {
    closed = true;
  }
}
