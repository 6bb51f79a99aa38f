package dev.imageclassifier.ingest.files;

import java.io.IOException;

/**
 * Thrown when a file cannot be published. The message is the end of a sentence that begins with the
 * file's name.
 */
public final class RejectedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception; the reason is the end of the sentence. */
  public RejectedFileException(String reason) {
    super(reason);
  }
}
