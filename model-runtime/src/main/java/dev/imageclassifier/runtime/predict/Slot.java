package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.runtime.decode.DecodedImage;
import java.util.List;

/**
 * An image in the batch tensor. It has no pixels, because the decoder overwrites them.
 *
 * @param index position in the list of images passed to the session
 * @param image properties of the encoded image
 */
record Slot(int index, ClassificationResult.Image image, double decodeMs, double preprocessMs) {

  static Slot of(int index, DecodedImage decoded, byte[] encoded, double decodeMs) {
    ClassificationResult.Image image =
        new ClassificationResult.Image(
            decoded.format().code(),
            decoded.storedWidth(),
            decoded.storedHeight(),
            encoded.length,
            Sha256.hex(encoded),
            decoded.damaged());
    return new Slot(index, image, decodeMs, 0);
  }

  Slot preprocessed(double ms) {
    return new Slot(index, image, decodeMs, ms);
  }

  Outcome.Labelled labelled(
      List<ClassificationResult.Prediction> predictions, double predictMs, int batchSize) {
    return new Outcome.Labelled(
        predictions,
        image,
        new ClassificationResult.Timing(decodeMs, preprocessMs, predictMs, batchSize));
  }
}
