package dev.imageclassifier.benchmark.loop;

import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.predict.ForwardPass;
import dev.imageclassifier.runtime.predict.PredictException;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Row a: a batch of images is decoded and preprocessed once, then predicted again and again. */
public final class PredictWorker implements ImageWorker {
  private final ForwardPass model;
  private final ByteBuffer tensor;
  private final int imageBytes;

  /** Decodes and preprocesses the first images of the set; repeats them until the batch is full. */
  public PredictWorker(
      ForwardPass model, PreprocessSettings spec, BenchmarkSettings settings, List<byte[]> images) {
    this.model = model;
    this.imageBytes = spec.tensorLength() * Float.BYTES;
    this.tensor =
        ByteBuffer.allocateDirect(imageBytes * settings.batchSize()).order(ByteOrder.nativeOrder());
    fill(spec, settings, images);
  }

  private void fill(PreprocessSettings spec, BenchmarkSettings settings, List<byte[]> images) {
    ImageDecoder decoder = new ImageDecoder(settings.decoding());
    Preprocessor preprocessor = new Preprocessor(spec);
    FloatBuffer floats = tensor.asFloatBuffer();
    int slot = 0;
    for (int i = 0; slot < settings.batchSize() && i < images.size() + slot; i++) {
      byte[] image = images.get(i % images.size());
      try {
        preprocessor.write(decoder.decode(image, spec.resizeShort()).image(), floats, slot);
        slot++;
      } catch (RejectedException e) {
        // the batch contains only valid images
      }
    }
  }

  @Override
  public void process(List<byte[]> images, LoopTally tally) {
    boolean predicted = predict(images.size());
    images.forEach(image -> tally.image(predicted));
  }

  private boolean predict(int count) {
    ByteBuffer batch = tensor.slice(0, count * imageBytes).order(ByteOrder.nativeOrder());
    try {
      for (float logit : model.run(batch, count)) {
        if (!Float.isFinite(logit)) {
          return false;
        }
      }
      return true;
    } catch (PredictException e) {
      return false;
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
