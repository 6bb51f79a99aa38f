package dev.imageclassifier.contract;

import java.util.regex.Pattern;

/**
 * Why one record went to the dead-letter topic. The record itself (key, value, other headers) is
 * kept as it came; this is what is added, as headers ({@link DeadLetterHeaders}). Immutable.
 *
 * @param reason why
 * @param stage how far the picture came
 * @param detail one sentence for a person, at most {@value #MAX_DETAIL} characters, on one line
 * @param topic topic that the record came from
 * @param partition its partition
 * @param offset its offset
 * @param exception class name of the exception; empty where nothing was thrown
 */
public record DeadLetter(
    DeadLetterReason reason,
    ErrorStage stage,
    String detail,
    String topic,
    int partition,
    long offset,
    String exception) {

  /** Longest detail, so that a hostile file cannot grow the headers. */
  public static final int MAX_DETAIL = 300;

  // Details quote messages of image readers, and those quote the file.
  private static final Pattern CONTROL = Pattern.compile(" *\\p{Cc}[\\p{Cc} ]*");

  /**
   * Cuts the detail to its bound and onto one line.
   *
   * @throws IllegalArgumentException when a component is null or a number negative
   */
  public DeadLetter {
    Checks.present("reason", reason);
    Checks.present("stage", stage);
    detail = bounded(CONTROL.matcher(Checks.present("detail", detail)).replaceAll(" "));
    Checks.text("topic", topic);
    Checks.atLeast("partition", 0, partition);
    Checks.atLeast("offset", 0, offset);
    Checks.present("exception", exception);
  }

  private static String bounded(String detail) {
    if (detail.length() <= MAX_DETAIL) {
      return detail;
    }
    int end = MAX_DETAIL - 1;
    return detail.substring(0, Character.isHighSurrogate(detail.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
