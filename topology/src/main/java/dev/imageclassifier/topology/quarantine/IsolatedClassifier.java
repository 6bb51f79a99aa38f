package dev.imageclassifier.topology.quarantine;

import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import java.util.Optional;

/**
 * Classifies a suspect in another process, so that somebody is left to tell how it went: a process
 * that was killed from outside looks to its successor just like one that its picture killed.
 */
@FunctionalInterface
public interface IsolatedClassifier {
  /** Nobody can tell, so that every suspect counts as guilty. */
  IsolatedClassifier NONE = picture -> Optional.empty();

  /**
   * What the other process says; nothing where it died of the picture or could not try it. Called
   * on stream threads.
   *
   * @param picture the encoded file; may be null
   * @throws IllegalStateException when the other process was stopped from outside or is too slow to
   *     tell
   */
  Optional<IsolatedResult> classify(byte[] picture);

  /**
   * What the other process made of the picture.
   *
   * @param model with which it did
   */
  record IsolatedResult(Outcome outcome, ModelIdentity model) {}
}
