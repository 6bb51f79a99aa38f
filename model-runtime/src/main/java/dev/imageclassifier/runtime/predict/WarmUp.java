package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.ModelBundle;

/** Runs a model for the first time, on one thread, with black images. */
final class WarmUp {
  private WarmUp() {}

  /**
   * Runs a batch of one and, if batches are enabled, a batch of two. This reveals a model that was
   * traced with a fixed batch size.
   *
   * @throws BundleException when the model fails or its output does not fit the labels
   */
  static void run(TorchModel model, ModelBundle bundle, ClassifierSettings settings) {
    int largest = Math.min(2, settings.maxBatch());
    BatchTensor tensor = new BatchTensor(bundle.preprocessing(), largest);
    try (ForwardPass forwardPass = model.newForwardPass()) {
      for (int count = 1; count <= largest; count++) {
        run(forwardPass, tensor, count, bundle, settings);
      }
    }
  }

  private static void run(
      ForwardPass forwardPass,
      BatchTensor tensor,
      int count,
      ModelBundle bundle,
      ClassifierSettings settings) {
    int expected = count * bundle.labels().size();
    try {
      float[] logits = forwardPass.run(tensor.slice(0, count), count);
      if (logits.length != expected) {
        throw new PredictException(
            "the model returned %d values instead of %d".formatted(logits.length, expected));
      }
    } catch (PredictException e) {
      throw new BundleException(
          "The model file %s does not fit its bundle: warm-up with batch size %d and %dx%d pixels failed: %s."
              .formatted(
                  bundle.files().get(settings.precision()),
                  count,
                  bundle.preprocessing().width(),
                  bundle.preprocessing().height(),
                  e.getMessage()),
          e);
    }
  }
}
