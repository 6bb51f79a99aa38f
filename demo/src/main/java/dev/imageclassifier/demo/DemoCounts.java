package dev.imageclassifier.demo;

import dev.imageclassifier.cli.RunTotals;

/**
 * Published images and their outcomes.
 *
 * @param published images that the broker has acknowledged
 * @param labelled results; two results of one image count twice
 * @param deadLettered dead letters; two dead letters of one image count twice
 * @param pending images without an outcome
 */
record DemoCounts(long published, long labelled, long deadLettered, long pending) {

  /** Whether published = labelled + dead-lettered. */
  boolean balanced() {
    return published == labelled + deadLettered;
  }

  /** The totals of the run as one line of JSON. */
  String toJson(double seconds) {
    return new RunTotals()
        .with("published", published)
        .with("labelled", labelled)
        .with("dead_lettered", deadLettered)
        .with("pending", pending)
        .toJson(labelled + deadLettered, seconds);
  }

  /** The counts as text for users. */
  @Override
  public String toString() {
    return "%d published, %d labelled, %d dead-lettered, %d pending"
        .formatted(published, labelled, deadLettered, pending);
  }
}
