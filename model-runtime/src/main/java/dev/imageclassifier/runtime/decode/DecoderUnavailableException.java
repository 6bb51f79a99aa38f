package dev.imageclassifier.runtime.decode;

/**
 * The decoder of an enabled format does not run on this machine. The message is a whole sentence
 * for the user.
 */
public final class DecoderUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  DecoderUnavailableException(String message) {
    super(message);
  }
}
