package dev.imageclassifier.runtime.predict;

import java.util.List;

/** Classifies batches on one thread. Not thread-safe. */
public interface Session extends AutoCloseable {

  /**
   * Classifies pictures together: each is read and preprocessed by itself, and those that can be
   * read go through the model in one predict. A bad picture costs itself alone; a predict that
   * throws is repeated picture by picture, and only the guilty are refused.
   *
   * @param encoded 1 to {@code maxBatch} pictures, the files byte for byte; elements may be null
   * @return as many outcomes, in the same order
   */
  List<Outcome> classify(List<byte[]> encoded);

  @Override
  void close();
}
