package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.decode.ImageFormat;
import java.util.List;
import java.util.function.Function;

/** What became of one picture: labels for the results topic, or a refusal for the dead letters. */
public sealed interface Outcome {

  /**
   * The model labelled the picture.
   *
   * @param predictions Top-k, best first
   * @param format by magic bytes
   * @param width stored width, pixels
   * @param height stored height, pixels
   * @param damaged whether the data was damaged and accepted all the same
   * @param decodeMs milliseconds from bytes to pixels
   * @param preprocessMs milliseconds from pixels to tensor
   * @param predictMs milliseconds of the predict that it took part in
   * @param batchSize pictures in that predict
   */
  record Labelled(
      List<Prediction> predictions,
      ImageFormat format,
      int width,
      int height,
      boolean damaged,
      double decodeMs,
      double preprocessMs,
      double predictMs,
      int batchSize)
      implements Outcome {}

  /** The picture was refused. */
  record Refused(dev.imageclassifier.contract.Outcome.Rejected rejection) implements Outcome {}

  /** One answer from either case, checked by the compiler. */
  default <T> T fold(
      Function<Labelled, T> labelled,
      Function<dev.imageclassifier.contract.Outcome.Rejected, T> refused) {
    return this instanceof Labelled l
        ? labelled.apply(l)
        : refused.apply(((Refused) this).rejection());
  }
}
