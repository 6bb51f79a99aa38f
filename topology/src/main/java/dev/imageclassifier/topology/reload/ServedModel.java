package dev.imageclassifier.topology.reload;

import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The model as the pipeline sees it.
 *
 * @param identity which model
 * @param sessions makes one session per stream thread
 * @param nativeArrays native arrays that are alive, from any thread
 * @param trial tries what the process seems to have died of
 */
public record ServedModel(
    ModelIdentity identity,
    Supplier<Session> sessions,
    IntSupplier nativeArrays,
    IsolatedClassifier trial) {
  /** A model that holds no native memory. */
  public ServedModel(ModelIdentity identity, Supplier<Session> sessions) {
    this(identity, sessions, () -> 0);
  }

  /** A model whose suspects nobody tries. */
  public ServedModel(ModelIdentity identity, Supplier<Session> sessions, IntSupplier nativeArrays) {
    this(identity, sessions, nativeArrays, IsolatedClassifier.NONE);
  }

  /** A loaded classifier; whoever loaded it closes it, after the pipeline. */
  public static ServedModel of(Classifier classifier) {
    return new ServedModel(classifier.identity(), classifier::newSession, classifier::liveArrays);
  }

  /** The same with somebody who tries suspects. */
  public ServedModel with(IsolatedClassifier witness) {
    return new ServedModel(identity, sessions, nativeArrays, witness);
  }
}
