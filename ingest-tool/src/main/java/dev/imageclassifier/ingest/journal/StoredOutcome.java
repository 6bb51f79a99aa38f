package dev.imageclassifier.ingest.journal;

/**
 * The outcome of one record of a run. A labelled image has {@code label}, {@code score} and {@code
 * result}; a dead letter has {@code reason}, {@code stage} and {@code detail}. The other components
 * are null.
 *
 * @param partition partition of the image's record
 * @param offset offset of the image's record
 * @param key key of the record; empty where it has none
 * @param label label with the highest score
 * @param score score of the label
 * @param result the result as JSON
 * @param reason reason code of a dead letter
 * @param stage stage code of a dead letter
 * @param detail description of a dead letter
 * @param redrives number of redrives of the image before this outcome
 */
public record StoredOutcome(
    int partition,
    long offset,
    String key,
    String label,
    double score,
    String result,
    String reason,
    String stage,
    String detail,
    int redrives) {

  /** The outcome of an image that was classified. */
  public static StoredOutcome labelled(String key, String label, double score, String result) {
    return new StoredOutcome(0, 0, key, label, score, result, null, null, null, 0);
  }

  /** The outcome of an image that became a dead letter. */
  public static StoredOutcome deadLettered(String key, String reason, String stage, String detail) {
    return new StoredOutcome(0, 0, key, null, 0, null, reason, stage, detail, 0);
  }

  /** Whether the image was classified. */
  public boolean isLabelled() {
    return label != null;
  }

  /** Returns this outcome for the record at another position. */
  public StoredOutcome at(int newPartition, long newOffset) {
    return new StoredOutcome(
        newPartition, newOffset, key, label, score, result, reason, stage, detail, redrives);
  }

  /** Returns this outcome after a number of redrives. */
  public StoredOutcome afterRedrives(int count) {
    return new StoredOutcome(
        partition, offset, key, label, score, result, reason, stage, detail, count);
  }
}
