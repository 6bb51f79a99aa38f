package dev.imageclassifier.benchmark;

import java.util.List;

/** One thread's share of a loop. Not thread-safe. */
interface Worker extends AutoCloseable {
  /** Does this with pictures, at most a batch of them, and tells what became of them. */
  void work(List<byte[]> pictures, Tally tally);

  @Override
  default void close() {}
}
