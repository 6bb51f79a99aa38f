package dev.imageclassifier.contract;

import java.util.regex.Pattern;

/**
 * Why a record went to the dead-letter topic. The record keeps its key, value and headers; these
 * properties are added as headers. Immutable.
 *
 * <p>Reason and stage are text, because later versions may write other codes. This version writes
 * the codes of {@link DeadLetterReason} and {@link ErrorStage}.
 *
 * @param reason code of the reason
 * @param stage code of the stage that failed
 * @param detail one sentence for a person, at most {@value #MAX_DETAIL} characters, on one line
 * @param source position of the record on the input topic
 * @param exception class name of the exception; empty where nothing was thrown
 */
public record DeadLetter(
    String reason, String stage, String detail, RecordPosition source, String exception) {

  /** Longest detail in characters, so that a hostile file cannot enlarge the headers. */
  public static final int MAX_DETAIL = 300;

  // Details quote messages of image readers, which can contain bytes of the file.
  private static final Pattern CONTROL = Pattern.compile(" *\\p{Cc}[\\p{Cc} ]*");

  /**
   * Shortens the detail and puts it on one line.
   *
   * @throws IllegalArgumentException when a component is null, a code is blank, or a number of the
   *     position is negative
   */
  public DeadLetter {
    Checks.text("reason", reason);
    Checks.text("stage", stage);
    detail = shortened(CONTROL.matcher(Checks.present("detail", detail)).replaceAll(" "));
    Checks.present("source", source);
    Checks.text("topic", source.topic());
    Checks.atLeast("partition", 0, source.partition());
    Checks.atLeast("offset", 0, source.offset());
    Checks.present("exception", exception);
  }

  /** The dead letter for a rejected image. */
  public static DeadLetter of(Outcome.Rejected rejected, RecordPosition source) {
    return new DeadLetter(
        rejected.reason().code(),
        rejected.stage().code(),
        rejected.detail(),
        source,
        rejected.exception());
  }

  private static String shortened(String detail) {
    if (detail.length() <= MAX_DETAIL) {
      return detail;
    }
    int end = MAX_DETAIL - 1;
    return detail.substring(0, Character.isHighSurrogate(detail.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
