package dev.imageclassifier.runtime.decode;

/**
 * Why a picture is not classified. The sender must act: the record becomes a dead letter.
 *
 * @param reason from a closed list
 * @param stage how far the picture came
 * @param detail one sentence that names the thing, the place and the limit
 * @param exception class name of what was thrown; empty where nothing was
 */
public record Refusal(Reason reason, Stage stage, String detail, String exception)
    implements ReadOutcome {

  /** A refusal without an exception behind it. */
  public Refusal(Reason reason, Stage stage, String detail) {
    this(reason, stage, detail, "");
  }

  /** Why. */
  public enum Reason {
    EMPTY,
    TOO_MANY_BYTES,
    NOT_AN_IMAGE,
    UNSUPPORTED_FORMAT,
    CORRUPT,
    TRUNCATED,
    TOO_MANY_PIXELS,
    SIDE_TOO_LONG,
    TOO_MANY_FRAMES,
    TOO_MUCH_METADATA,
    OUT_OF_MEMORY,
    PREDICTION_FAILED
  }

  /** How far the picture came. */
  public enum Stage {
    READ,
    DECODE,
    PREPROCESS,
    PREDICT
  }
}
