package dev.imageclassifier.topology.reload;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.topology.batch.ModelSession;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A model that the pipeline uses.
 *
 * @param identity name, version, precision and digest
 * @param sessions opens one session per stream thread
 * @param nativeArrays returns the number of live native arrays, from any thread
 * @param isolated classifies records that are suspected of a crash
 */
public record ServedModel(
    ClassificationResult.Model identity,
    Supplier<Session> sessions,
    IntSupplier nativeArrays,
    IsolatedClassifier isolated) {
  /** A model without native memory and without isolated retries. */
  public ServedModel(ClassificationResult.Model identity, Supplier<Session> sessions) {
    this(identity, sessions, () -> 0, IsolatedClassifier.NONE);
  }

  /** The model of a loaded classifier. The caller closes the classifier after the pipeline. */
  public static ServedModel of(Classifier classifier) {
    return new ServedModel(
        classifier.model(),
        classifier::newSession,
        classifier::liveArrays,
        IsolatedClassifier.NONE);
  }

  /** This model with isolated retries. */
  public ServedModel withIsolatedRetries(IsolatedClassifier classifier) {
    return new ServedModel(identity, sessions, nativeArrays, classifier);
  }

  /** Opens a session for one stream thread. */
  public ModelSession newSession() {
    return new ModelSession(identity, sessions.get());
  }
}
