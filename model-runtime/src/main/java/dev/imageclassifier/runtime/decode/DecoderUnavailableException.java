package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.contract.error.ExplainedFailure;

/**
 * The decoder of an enabled format does not run on this machine. The message is a whole sentence
 * for the user.
 */
public final class DecoderUnavailableException extends IllegalStateException
    implements ExplainedFailure {
  private static final long serialVersionUID = 1L;

  DecoderUnavailableException(String message) {
    super(message);
  }
}
