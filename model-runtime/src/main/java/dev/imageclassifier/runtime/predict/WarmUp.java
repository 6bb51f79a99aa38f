package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.ModelBundle;

/** The first predicts of a model, on one thread, with a black picture. */
final class WarmUp {
  private WarmUp() {}

  /**
   * Runs one picture, and two where batches are asked for: a model that was traced with a fixed
   * batch size shows here and not in the middle of a stream.
   *
   * @throws BundleException when the model throws or its output does not fit the labels
   */
  static void run(TorchModel model, ModelBundle bundle, ClassifierSettings settings) {
    int most = Math.min(2, settings.maxBatch());
    BatchTensor tensor = new BatchTensor(bundle.preprocessing(), most);
    try (Forward forward = model.newForward()) {
      for (int count = 1; count <= most; count++) {
        run(forward, tensor, count, bundle, settings);
      }
    }
  }

  private static void run(
      Forward forward,
      BatchTensor tensor,
      int count,
      ModelBundle bundle,
      ClassifierSettings settings) {
    int expected = count * bundle.labels().size();
    try {
      float[] logits = forward.run(tensor.slice(0, count), count);
      if (logits.length != expected) {
        throw new PredictException(
            "the model gives " + logits.length + " values instead of " + expected);
      }
    } catch (PredictException e) {
      throw new BundleException(
          "The model file "
              + bundle.files().get(settings.precision())
              + " does not fit its bundle: in the warm-up with "
              + count
              + (count == 1 ? " picture of " : " pictures of ")
              + bundle.preprocessing().width()
              + "x"
              + bundle.preprocessing().height()
              + " pixels, "
              + e.getMessage()
              + ".",
          e);
    }
  }
}
