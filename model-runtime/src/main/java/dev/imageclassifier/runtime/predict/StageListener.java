package dev.imageclassifier.runtime.predict;

import java.util.List;

/** Receives the duration of each stage of a batch. Called on the session's thread. */
@FunctionalInterface
public interface StageListener {
  /** Ignores all stages. */
  StageListener NONE = (stage, images, start, end) -> {};

  /** A timed stage. */
  enum Stage {
    /** From bytes to pixels, of one image, decoded or rejected. */
    DECODE,
    /** From pixels to the tensor, of one image. */
    PREPROCESS,
    /** A predict call: all decoded images together, or one of them after a failed call. */
    PREDICT
  }

  /**
   * A stage has ended, successfully or not.
   *
   * @param images positions in the batch, from 0
   * @param start {@link System#nanoTime()} before
   * @param end {@link System#nanoTime()} after
   */
  void completed(Stage stage, List<Integer> images, long start, long end);
}
