package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.error.ExplainedFailure;
import java.nio.file.Path;
import java.util.List;

/**
 * Thrown when a model directory cannot be used. The message names the directory, all its problems,
 * and what to do.
 */
public final class BundleException extends RuntimeException implements ExplainedFailure {
  private static final long serialVersionUID = 1L;

  /** Creates an exception without a cause. */
  public BundleException(String message) {
    super(message);
  }

  /** Creates an exception with a cause. */
  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Creates an exception for one or more problems, each of which names its file and key. */
  static BundleException of(Path directory, List<String> problems) {
    return new BundleException(
        "Cannot use the model directory %s: %s."
            .formatted(directory, ErrorText.numbered(problems)));
  }
}
