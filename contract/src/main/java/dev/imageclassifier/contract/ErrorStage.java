package dev.imageclassifier.contract;

/** How far the picture came before it failed. */
public enum ErrorStage {
  /** Looking at the bytes: size, format, header. */
  READ,
  /** Turning the bytes into pixels. */
  DECODE,
  /** Turning the pixels into a tensor. */
  PREPROCESS,
  /** Running the model. */
  PREDICT;

  /** The code in the header, lower case. */
  public String code() {
    return Codes.of(this);
  }

  /** The stage with this code. */
  public static ErrorStage ofCode(String code) {
    return Codes.parse(ErrorStage.class, code);
  }
}
