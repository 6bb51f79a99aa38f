package dev.imageclassifier.runtime.bundle;

/**
 * A model directory that cannot be used. The operator must act: the message is one sentence that
 * names the directory, what is wrong and what to do.
 */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public BundleException(String sentence) {
    super(sentence);
  }

  /** A refusal with its cause. */
  public BundleException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
