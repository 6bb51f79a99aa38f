package dev.imageclassifier.cli;

/**
 * A failure that a person can act on. The message is a whole sentence that names the thing, the
 * place and what to do; it is printed as it is, without a stack trace unless {@code --verbose}.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with nothing behind it. */
  public UserError(String sentence) {
    super(sentence);
  }

  /** A failure with its cause, which only {@code --verbose} shows. */
  public UserError(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
