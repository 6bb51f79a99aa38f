package dev.imageclassifier.contract;

/** Why a picture was not classified; a closed list, so that consumers can switch on it. */
public enum DeadLetterReason {
  /** The record has no value, or one of no bytes. */
  EMPTY,
  /** More encoded bytes than the limit. */
  TOO_MANY_BYTES,
  /** The bytes begin like no picture format at all. */
  NOT_AN_IMAGE,
  /** A picture format that is not read, or not switched on. */
  UNSUPPORTED_FORMAT,
  /** A known format, but its data is broken. */
  CORRUPT,
  /** A known format, but its data ends too early. */
  TRUNCATED,
  /** The header states more pixels than the limit. */
  TOO_MANY_PIXELS,
  /** The header states a width or height over the limit. */
  SIDE_TOO_LONG,
  /** More frames or pages than the limit. */
  TOO_MANY_FRAMES,
  /** Embedded metadata or colour profile over the limit. */
  TOO_MUCH_METADATA,
  /** Reading the picture needed more memory than there is. */
  OUT_OF_MEMORY,
  /** The model threw on this picture alone. */
  PREDICTION_FAILED,
  /** The process died on this record again and again; it was set aside unread. */
  CRASHED_THE_CLASSIFIER;

  /** The code in the header, lower case. */
  public String code() {
    return Codes.of(this);
  }

  /** The reason with this code. */
  public static DeadLetterReason ofCode(String code) {
    return Codes.parse(DeadLetterReason.class, code);
  }
}
