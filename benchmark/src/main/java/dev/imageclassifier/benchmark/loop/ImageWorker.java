package dev.imageclassifier.benchmark.loop;

import java.util.List;

/** The work of one thread of a loop. Not thread-safe. */
public interface ImageWorker extends AutoCloseable {
  /** Processes at most a batch of images and counts their outcomes in {@code tally}. */
  void process(List<byte[]> images, LoopTally tally);

  @Override
  default void close() {}
}
