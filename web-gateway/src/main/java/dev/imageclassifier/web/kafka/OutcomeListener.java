package dev.imageclassifier.web.kafka;

import dev.imageclassifier.web.pending.Outcome;

/** Is told of every outcome, on the reading thread. */
@FunctionalInterface
public interface OutcomeListener {
  /**
   * An outcome was read.
   *
   * @param key the record's key as text; empty where it has none
   * @param outcome what became of the picture
   */
  void settled(String key, Outcome outcome);
}
