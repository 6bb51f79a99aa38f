package dev.imageclassifier.topology.quarantine;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import java.util.Optional;

/**
 * Classifies a suspect image in another process. Only an isolated retry shows whether the image
 * causes the crash, because a process that is killed from outside leaves the same traces as a
 * crash.
 */
@FunctionalInterface
public interface IsolatedClassifier {
  /** Classifies nothing, so that every quarantined record becomes a dead letter. */
  IsolatedClassifier NONE = image -> Optional.empty();

  /**
   * Classifies one image. Called on stream threads.
   *
   * @param image the encoded image; may be null
   * @return empty when the other process crashed or could not be started
   * @throws IllegalStateException when the other process was stopped or did not end in time
   */
  Optional<IsolatedResult> classify(byte[] image);

  /**
   * The result of the other process.
   *
   * @param outcome predictions or a rejection
   * @param model the model that was used
   */
  record IsolatedResult(Outcome outcome, ClassificationResult.Model model) {}
}
