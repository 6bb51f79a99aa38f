package dev.imageclassifier.runtime.decode.codec;

import dev.imageclassifier.contract.DeadLetterReason;

/**
 * An image file that cannot be decoded. Has no stack trace, because invalid files are expected
 * input.
 */
public final class ImageFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DeadLetterReason reason;

  /**
   * Creates an exception.
   *
   * @param detail what is wrong and where, for the dead letter
   */
  public ImageFormatException(DeadLetterReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** The data is damaged. */
  public static ImageFormatException corrupt(String detail) {
    return new ImageFormatException(DeadLetterReason.CORRUPT, detail);
  }

  /** The data ends too early. */
  public static ImageFormatException truncated(String detail) {
    return new ImageFormatException(DeadLetterReason.TRUNCATED, detail);
  }

  /** The file is valid but uses a feature that is not supported. */
  public static ImageFormatException unsupported(String detail) {
    return new ImageFormatException(DeadLetterReason.UNSUPPORTED_FORMAT, detail);
  }

  /** The reason for the dead letter. */
  public DeadLetterReason reason() {
    return reason;
  }
}
