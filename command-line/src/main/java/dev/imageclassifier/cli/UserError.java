package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ExplainedFailure;

/**
 * A failure that the user can act on. Its message states what failed, where, and what to do. A
 * command prints the message; {@code --verbose} adds the stack trace.
 */
public final class UserError extends RuntimeException implements ExplainedFailure {
  private static final long serialVersionUID = 1L;

  /** A failure without a cause. */
  public UserError(String sentence) {
    super(sentence);
  }

  /** A failure with its cause. */
  public UserError(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
