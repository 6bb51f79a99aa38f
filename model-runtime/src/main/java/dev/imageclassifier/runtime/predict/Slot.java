package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.decode.DecodedImage;
import dev.imageclassifier.runtime.decode.ImageFormat;
import java.util.List;

/**
 * What is kept of a picture while its tensor waits for the predict; not its pixels, which the
 * reader overwrites.
 *
 * @param index place among the pictures that were asked for
 */
record Slot(
    int index,
    ImageFormat format,
    int width,
    int height,
    boolean damaged,
    double decodeMs,
    double preprocessMs) {

  Slot(int index, DecodedImage decoded, double decodeMs, double preprocessMs) {
    this(
        index,
        decoded.format(),
        decoded.storedWidth(),
        decoded.storedHeight(),
        decoded.damaged(),
        decodeMs,
        preprocessMs);
  }

  Outcome.Labelled labelled(List<Prediction> predictions, double predictMs, int batchSize) {
    return new Outcome.Labelled(
        predictions, format, width, height, damaged, decodeMs, preprocessMs, predictMs, batchSize);
  }
}
