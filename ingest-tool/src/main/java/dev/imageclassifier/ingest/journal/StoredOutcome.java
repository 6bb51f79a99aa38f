package dev.imageclassifier.ingest.journal;

/**
 * What became of one record of a run; {@code label} or {@code reason} is null.
 *
 * @param partition where the image's record lies
 * @param offset where the image's record lies
 * @param key the record's key; null where it has none
 * @param label the best label, of a image that was classified
 * @param score the label's score
 * @param result the whole result as JSON, of a image that was classified
 * @param reason why not, of a dead letter
 * @param stage how far a dead letter came
 * @param detail what a dead letter says
 * @param redriven how often the image was sent again from the dead letters
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
    int redriven) {

  /** A image that was classified. */
  public static StoredOutcome labelled(
      int partition, long offset, String key, String label, double score, String result) {
    return new StoredOutcome(partition, offset, key, label, score, result, null, null, null, 0);
  }

  /** A dead letter. */
  public static StoredOutcome deadLettered(
      int partition, long offset, String key, String reason, String stage, String detail) {
    return new StoredOutcome(partition, offset, key, null, 0, null, reason, stage, detail, 0);
  }

  /** The same, of a image that was sent again so often. */
  public StoredOutcome redriven(int times) {
    return new StoredOutcome(
        partition, offset, key, label, score, result, reason, stage, detail, times);
  }
}
