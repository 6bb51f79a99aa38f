package dev.imageclassifier.contract;

import java.util.Locale;

/** The stages of an image, and so the stages in which it can fail, as this version writes them. */
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
