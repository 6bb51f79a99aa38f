package dev.imageclassifier.runtime.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;

/**
 * Converts between Java arrays and native ones, so that no native array outlives a predict call.
 * The caller assembles the batch, because DJL's batching copies each item, and one failing item
 * fails the whole batch.
 */
final class BatchTranslator implements NoBatchifyTranslator<BatchTranslator.Batch, float[]> {
  private final int height;
  private final int width;
  private final int labels;

  /** A tensor with exactly {@code count} images. */
  record Batch(ByteBuffer images, int count) {}

  BatchTranslator(int height, int width, int labels) {
    this.height = height;
    this.width = width;
    this.labels = labels;
  }

  @Override
  public NDList processInput(TranslatorContext context, Batch batch) {
    Shape shape = new Shape(batch.count(), 3, height, width);
    // no copy: the native array is a view of a direct buffer (JniUtils.createNdFromByteBuffer)
    return new NDList(context.getNDManager().create(batch.images(), shape, DataType.FLOAT32));
  }

  @Override
  public float[] processOutput(TranslatorContext context, NDList list) throws PredictException {
    if (list.size() != 1) {
      throw new PredictException(
          "the model returned %d tensors instead of one".formatted(list.size()));
    }
    NDArray logits = list.get(0);
    Shape shape = logits.getShape();
    if (shape.dimension() != 2 || shape.get(1) != labels) {
      throw new PredictException(
          "the model returned a tensor of shape %s for %d labels".formatted(shape, labels));
    }
    if (logits.getDataType() != DataType.FLOAT32) {
      throw new PredictException(
          "the model returned %s instead of float32".formatted(logits.getDataType()));
    }
    return logits.toFloatArray();
  }
}
