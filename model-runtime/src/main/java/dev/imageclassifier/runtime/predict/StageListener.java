package dev.imageclassifier.runtime.predict;

import java.util.List;

/** Is told how long each stage of a batch took, on the session's thread; must be quick. */
@FunctionalInterface
public interface StageListener {
  /** Wants to know nothing. */
  StageListener NONE = (stage, pictures, start, end) -> {};

  /** What is timed. */
  enum Stage {
    /** From bytes to pixels, refusals included; one picture at a time. */
    READ,
    /** From pixels to the tensor; one picture at a time. */
    PREPROCESS,
    /** The model; all readable pictures together, or one by one after a predict that threw. */
    PREDICT
  }

  /**
   * A stage is over, well or not.
   *
   * @param pictures positions in the batch, from 0
   * @param start {@link System#nanoTime()} before
   * @param end the same after
   */
  void took(Stage stage, List<Integer> pictures, long start, long end);
}
