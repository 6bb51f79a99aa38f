package dev.imageclassifier.runtime.predict;

import java.nio.ByteBuffer;

/** Runs batches of preprocessed images through the model. Not thread-safe: one for each thread. */
public interface Forward extends AutoCloseable {

  /**
   * Runs pictures through the model.
   *
   * @param pictures exactly count×3×height×width float32, direct, native order
   * @return the logits, count × number of labels, picture after picture
   * @throws PredictException when the model throws or its output has another shape
   */
  float[] run(ByteBuffer pictures, int count) throws PredictException;

  @Override
  void close();
}
