package dev.imageclassifier.contract;

import java.util.Locale;

/** The stages in which an image can fail. This version writes these codes. */
public enum ErrorStage {
  /** Inspecting the bytes: size, format, header. */
  READ,
  /** Decoding the bytes into pixels. */
  DECODE,
  /** Converting the pixels into a tensor. */
  PREPROCESS,
  /** Running the model. */
  PREDICT;

  /** The code in the header: lower case with underscores. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
