package dev.imageclassifier.topology.serve;

import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Session;
import java.util.function.Supplier;

/**
 * The model as the pipeline sees it.
 *
 * @param identity which model
 * @param sessions makes one session per stream thread
 */
public record ServedModel(ModelIdentity identity, Supplier<Session> sessions) {
  /** A loaded classifier; whoever loaded it closes it, after the pipeline. */
  public static ServedModel of(Classifier classifier) {
    return new ServedModel(classifier.identity(), classifier::newSession);
  }
}
