package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.ModelBundle;

/**
 * A loaded, verified and warmed-up model; thread-safe. Each thread that classifies takes one
 * long-lived {@link Session} of its own: libtorch's memory grows with every new thread that
 * predicts.
 */
public final class Classifier implements AutoCloseable {

  private Classifier() {}

  /**
   * Loads the bundle's model, checks that its output is as wide as there are labels, and runs it
   * once on the calling thread.
   *
   * @throws dev.imageclassifier.runtime.bundle.BundleException when the model cannot be used
   */
  public static Classifier load(ModelBundle bundle, ClassifierSettings settings) {
    throw new UnsupportedOperationException("not yet: " + bundle + settings);
  }

  /** Which model this is. */
  public ModelIdentity identity() {
    throw new UnsupportedOperationException("not yet");
  }

  /** A new session; close it on the thread that used it. */
  public Session newSession() {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}
