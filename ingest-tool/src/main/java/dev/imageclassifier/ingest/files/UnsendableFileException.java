package dev.imageclassifier.ingest.files;

import java.io.IOException;

/** This file is not for sending; the message is the end of a sentence that begins with its name. */
public final class UnsendableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The end of the sentence. */
  public UnsendableFileException(String reason) {
    super(reason);
  }
}
