package dev.imageclassifier.runtime.decode;

/** A format is to be read whose decoder does not run on this machine; the message is for people. */
public final class UnusableDecoderException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnusableDecoderException(String message) {
    super(message);
  }
}
