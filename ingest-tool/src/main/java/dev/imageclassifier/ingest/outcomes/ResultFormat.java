package dev.imageclassifier.ingest.outcomes;

/**
 * The output format of results.
 *
 * @param type type of the lines
 * @param top number of labels per image in a table or CSV
 */
public record ResultFormat(Type type, int top) {
  /** Type of the lines. */
  public enum Type {
    /** A table with one row per label. */
    TABLE,
    /** JSON Lines: the results as stored in the topic. */
    JSON,
    /** CSV with a header row and one row per label. */
    CSV
  }
}
