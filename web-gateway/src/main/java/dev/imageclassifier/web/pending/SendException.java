package dev.imageclassifier.web.pending;

/** Thrown when an image could not be written to its topic. */
public final class SendException extends Exception {
  private static final long serialVersionUID = 1;

  /** The kind of failure, which decides the response. */
  public enum Kind {
    /** No broker acknowledged the record in time. A retry may succeed. */
    UNAVAILABLE,
    /** The record is larger than the topic accepts. */
    TOO_LARGE
  }

  private final Kind kind;

  /** Wraps the exception of the producer. */
  public SendException(Kind kind, Throwable cause) {
    super(cause.getMessage(), cause);
    this.kind = kind;
  }

  /** The kind of failure. */
  public Kind kind() {
    return kind;
  }
}
