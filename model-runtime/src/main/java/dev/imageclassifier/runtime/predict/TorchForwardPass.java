package dev.imageclassifier.runtime.predict;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** A forward pass with a DJL predictor. */
final class TorchForwardPass implements ForwardPass {
  private final Predictor<BatchTranslator.Batch, float[]> predictor;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  TorchForwardPass(Predictor<BatchTranslator.Batch, float[]> predictor, Runnable onClose) {
    this.predictor = predictor;
    this.onClose = onClose;
  }

  @Override
  public float[] run(ByteBuffer images, int count) throws PredictException {
    if (closed.get()) {
      throw new IllegalStateException("the session is closed");
    }
    try {
      return predictor.predict(new BatchTranslator.Batch(images, count));
    } catch (TranslateException e) {
      throw PredictException.of(e);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      predictor.close();
      onClose.run();
    }
  }
}
