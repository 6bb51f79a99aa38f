package dev.imageclassifier.runtime.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;

/**
 * Plain Java types in and out, so that no native array outlives its predict. The batch is put
 * together by the caller: DJL's own batching fails as a whole and copies each item.
 */
final class BatchTranslator implements NoBatchifyTranslator<BatchTranslator.Batch, float[]> {
  private final int height;
  private final int width;
  private final int labels;

  /** Exactly {@code count} pictures. */
  record Batch(ByteBuffer pictures, int count) {}

  BatchTranslator(int height, int width, int labels) {
    this.height = height;
    this.width = width;
    this.labels = labels;
  }

  @Override
  public NDList processInput(TranslatorContext context, Batch batch) {
    Shape shape = new Shape(batch.count(), 3, height, width);
    // no copy: the native array is a view of a direct buffer (JniUtils.createNdFromByteBuffer)
    return new NDList(context.getNDManager().create(batch.pictures(), shape, DataType.FLOAT32));
  }

  @Override
  public float[] processOutput(TranslatorContext context, NDList list) throws PredictException {
    if (list.size() != 1) {
      throw new PredictException("the model gives " + list.size() + " tensors instead of one");
    }
    NDArray logits = list.get(0);
    Shape shape = logits.getShape();
    if (shape.dimension() != 2 || shape.get(1) != labels) {
      throw new PredictException(
          "the model gives a tensor of shape " + shape + " where there are " + labels + " labels");
    }
    if (logits.getDataType() != DataType.FLOAT32) {
      throw new PredictException("the model gives " + logits.getDataType() + " instead of float32");
    }
    return logits.toFloatArray();
  }
}
