package dev.imageclassifier.topology.serve;

import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.topology.classify.Trial;
import java.util.function.Supplier;

/**
 * The model as the pipeline sees it.
 *
 * @param identity which model
 * @param sessions makes one session per stream thread
 * @param trial tries what the process seems to have died of
 */
public record ServedModel(ModelIdentity identity, Supplier<Session> sessions, Trial trial) {
  /** A loaded classifier; whoever loaded it closes it, after the pipeline. */
  public static ServedModel of(Classifier classifier) {
    return of(classifier, Trial.NONE);
  }

  /** The same with a process of its own for suspects. */
  static ServedModel of(Classifier classifier, Trial trial) {
    return new ServedModel(classifier.identity(), classifier::newSession, trial);
  }
}
