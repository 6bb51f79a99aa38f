package dev.imageclassifier.contract;

/**
 * Why one record went to the dead-letter topic. The record itself (key, value, other headers) is
 * kept as it came; this is what is added, as headers ({@link DeadLetterHeaders}).
 *
 * @param reason why
 * @param stage how far the picture came
 * @param detail one sentence for a person, at most {@value #MAX_DETAIL} characters
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

  /** Cuts the detail to its bound. */
  public DeadLetter {
    detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL - 1) + "…";
  }
}
