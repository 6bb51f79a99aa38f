package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.contract.Outcome;
import java.time.Duration;
import java.util.List;

/** Classifies batches of images on one thread. Not thread-safe. */
public interface Session extends AutoCloseable {

  /**
   * Classifies images together. Each image is decoded and preprocessed alone, and all decoded
   * images go through the model in one predict call. If that call fails, each image is predicted
   * alone, so that only the images that make the model fail are rejected.
   *
   * @param encoded 1 to {@code maxBatch} encoded images; elements may be null
   * @param decodeBudget no further image is decoded after this time
   * @param stages receives the duration of each stage
   * @return the outcomes of the first images in the same order: of all images, or of as many (at
   *     least one) as the budget allowed
   */
  List<Outcome> classify(List<byte[]> encoded, Duration decodeBudget, StageListener stages);

  /** Classifies images together without a listener. */
  default List<Outcome> classify(List<byte[]> encoded, Duration decodeBudget) {
    return classify(encoded, decodeBudget, StageListener.NONE);
  }

  /** Classifies all of these images together without a time limit. */
  default List<Outcome> classify(List<byte[]> encoded) {
    return classify(encoded, Duration.ofDays(1));
  }

  @Override
  void close();
}
