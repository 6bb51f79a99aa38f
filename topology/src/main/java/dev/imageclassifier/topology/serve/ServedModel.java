package dev.imageclassifier.topology.serve;

import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Session;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The model as the pipeline sees it.
 *
 * @param identity which model
 * @param sessions makes one session per stream thread
 * @param nativeArrays native arrays that are alive, from any thread
 */
public record ServedModel(
    ModelIdentity identity, Supplier<Session> sessions, IntSupplier nativeArrays) {
  /** A model that holds no native memory. */
  public ServedModel(ModelIdentity identity, Supplier<Session> sessions) {
    this(identity, sessions, () -> 0);
  }

  /** A loaded classifier; whoever loaded it closes it, after the pipeline. */
  public static ServedModel of(Classifier classifier) {
    return new ServedModel(classifier.identity(), classifier::newSession, classifier::liveArrays);
  }
}
