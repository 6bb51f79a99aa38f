package dev.imageclassifier.ingest.journal;

/**
 * What became of one record of a run; {@code label} or {@code reason} is null.
 *
 * @param partition where the picture's record lies
 * @param offset where the picture's record lies
 * @param key the record's key; null where it has none
 * @param label the best label, of a picture that was classified
 * @param score the label's score
 * @param result the whole result as JSON, of a picture that was classified
 * @param reason why not, of a dead letter
 * @param stage how far a dead letter came
 * @param detail what a dead letter says
 * @param redriven how often the picture was sent again from the dead letters
 */
public record Outcome(
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

  /** A picture that was classified. */
  public static Outcome labelled(
      int partition, long offset, String key, String label, double score, String result) {
    return new Outcome(partition, offset, key, label, score, result, null, null, null, 0);
  }

  /** A dead letter. */
  public static Outcome deadLettered(
      int partition, long offset, String key, String reason, String stage, String detail) {
    return new Outcome(partition, offset, key, null, 0, null, reason, stage, detail, 0);
  }

  /** The same, of a picture that was sent again so often. */
  public Outcome redriven(int times) {
    return new Outcome(partition, offset, key, label, score, result, reason, stage, detail, times);
  }
}
