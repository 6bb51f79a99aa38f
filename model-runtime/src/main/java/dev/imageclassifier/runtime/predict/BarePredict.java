package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.util.List;

/**
 * Predict and nothing else, for benchmarks: pictures are read and preprocessed once, and then go
 * through the model as often as one likes. Not thread-safe.
 */
public final class BarePredict implements AutoCloseable {
  private final Preprocessing numbers;
  private final ClassifierSettings settings;
  private final BatchTensor tensor;
  private final Forward forward;

  BarePredict(Preprocessing numbers, ClassifierSettings settings, Forward forward) {
    this.numbers = numbers;
    this.settings = settings;
    this.tensor = new BatchTensor(numbers, settings.maxBatch());
    this.forward = forward;
  }

  /** Fills the batch with these pictures, again from the first where they are too few. */
  public void fill(List<byte[]> encoded) {
    ImageDecoder decoder = new ImageDecoder(settings.reading());
    Preprocessor preprocessor = new Preprocessor(numbers);
    int slot = 0;
    for (int i = 0; slot < settings.maxBatch() && i < encoded.size() + slot; i++) {
      byte[] picture = encoded.get(i % encoded.size());
      try {
        RgbImage image = decoder.decode(picture, numbers.resizeShort()).image();
        preprocessor.write(image, tensor.floats(), slot++);
      } catch (RejectedException e) {
        // only images that can be decoded fill the batch
      }
    }
  }

  /** One predict of {@code count} pictures; answers how many of them got finite scores. */
  public int predict(int count) {
    try {
      float[] logits = forward.run(tensor.slice(0, count), count);
      int labels = logits.length / count;
      int good = 0;
      for (int i = 0; i < count; i++) {
        good += Scores.softmax(logits, i * labels, labels) == null ? 0 : 1;
      }
      return good;
    } catch (PredictException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    forward.close();
  }
}
