package dev.imageclassifier.runtime.predict;

import java.time.Duration;
import java.util.List;

/** Classifies batches on one thread. Not thread-safe. */
public interface Session extends AutoCloseable {

  /**
   * Classifies pictures together: each is read and preprocessed by itself, and those that can be
   * read go through the model in one predict. A bad picture costs itself alone; a predict that
   * throws is repeated picture by picture, and only the guilty are refused.
   *
   * @param encoded 1 to {@code maxBatch} pictures, the files byte for byte; elements may be null
   * @param readBudget no further picture is read once reading has taken this long
   * @param stages is told how long each stage took
   * @return the outcomes of the first pictures, in the same order: of all of them, or of as many,
   *     at least one, as the budget allowed
   */
  List<Outcome> classify(List<byte[]> encoded, Duration readBudget, StageListener stages);

  /** The same, untimed. */
  default List<Outcome> classify(List<byte[]> encoded, Duration readBudget) {
    return classify(encoded, readBudget, StageListener.NONE);
  }

  /** Classifies all of these pictures together, however long it takes. */
  default List<Outcome> classify(List<byte[]> encoded) {
    return classify(encoded, Duration.ofDays(1));
  }

  @Override
  void close();
}
