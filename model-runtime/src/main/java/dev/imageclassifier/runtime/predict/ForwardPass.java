package dev.imageclassifier.runtime.predict;

import java.nio.ByteBuffer;

/** Runs batches of preprocessed images through the model. Not thread-safe: use one per thread. */
public interface ForwardPass extends AutoCloseable {

  /**
   * Runs a batch.
   *
   * @param images exactly count×3×height×width float32, direct, native byte order
   * @param count number of images
   * @return the logits, count × number of classes, image after image
   * @throws PredictException when the model fails or its output has a different shape
   */
  float[] run(ByteBuffer images, int count) throws PredictException;

  @Override
  void close();
}
