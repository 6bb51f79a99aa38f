package dev.imageclassifier.runtime.predict;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A model in plain Java that computes the same values as the test model {@code colours}: ten times
 * the mean of each plane. It records the batch sizes and fails for the images that a test selects.
 */
final class ColourForwardPass implements ForwardPass {
  final List<Integer> batches = new ArrayList<>();
  boolean closed;
  private final int pixels;
  private Predicate<float[]> failsFor = logits -> false;
  private Error error;

  ColourForwardPass(int pixels) {
    this.pixels = pixels;
  }

  /** Fails when an image of the batch has such logits. */
  ColourForwardPass failingFor(Predicate<float[]> logits) {
    failsFor = logits;
    return this;
  }

  /** Throws an error in every call. */
  ColourForwardPass failing(Error error) {
    this.error = error;
    return this;
  }

  @Override
  public float[] run(ByteBuffer images, int count) throws PredictException {
    batches.add(count);
    if (error != null) {
      throw error;
    }
    FloatBuffer floats = images.asFloatBuffer();
    float[] logits = new float[count * 3];
    for (int plane = 0; plane < logits.length; plane++) {
      float sum = 0;
      for (int i = 0; i < pixels; i++) {
        sum += floats.get();
      }
      logits[plane] = 10 * sum / pixels;
    }
    for (int i = 0; i < count; i++) {
      if (failsFor.test(new float[] {logits[3 * i], logits[3 * i + 1], logits[3 * i + 2]})) {
        throw PredictException.of(new IllegalStateException("not this image"));
      }
    }
    return logits;
  }

  @Override
  public void close() {
    closed = true;
  }
}
