package dev.imageclassifier.web.pending;

/** Why a picture did not reach the pipeline. */
public final class SendException extends Exception {
  private static final long serialVersionUID = 1;

  /** Who has to act. */
  public enum Kind {
    /** The environment: no broker acknowledged in time. */
    AWAY,
    /** The sender: the topic takes no record so large. */
    TOO_LARGE
  }

  private final Kind kind;

  /** A failure of this kind. */
  public SendException(Kind kind, Throwable cause) {
    super(cause.getMessage(), cause);
    this.kind = kind;
  }

  /** Who has to act. */
  public Kind kind() {
    return kind;
  }
}
