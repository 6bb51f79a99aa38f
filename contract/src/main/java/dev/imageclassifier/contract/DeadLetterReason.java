package dev.imageclassifier.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The reasons for a dead letter that this version writes. Readers hold the reason as text ({@link
 * DeadLetter#reason()}), because later versions may add reasons.
 */
public enum DeadLetterReason {
  /** The record has no value or an empty value. */
  EMPTY,
  /** The encoded image has more bytes than the limit. */
  TOO_MANY_BYTES,
  /** The first bytes match no known image format. */
  NOT_AN_IMAGE,
  /** The image format, or this variant of it, is not supported or not enabled. */
  UNSUPPORTED_FORMAT,
  /** The format is known, but the data is damaged. */
  CORRUPT,
  /** The format is known, but the data ends too early. */
  TRUNCATED,
  /** The header states more pixels than the limit. */
  TOO_MANY_PIXELS,
  /** The header states a width or height above the limit. */
  SIDE_TOO_LONG,
  /** The file has more frames or pages than the limit. */
  TOO_MANY_FRAMES,
  /** The metadata or colour profile is larger than the limit. */
  TOO_MUCH_METADATA,
  /** Decoding the image needs more memory than is available. */
  OUT_OF_MEMORY,
  /** The prediction failed for this image alone. */
  PREDICTION_FAILED,
  /** The process crashed on this record repeatedly. */
  CRASHED_THE_CLASSIFIER;

  /** All codes, in the order of the constants. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(DeadLetterReason::code).toList();
  }

  /** The code in the header: lower case with underscores. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
