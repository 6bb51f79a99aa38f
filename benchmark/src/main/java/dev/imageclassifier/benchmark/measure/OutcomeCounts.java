package dev.imageclassifier.benchmark.measure;

/**
 * The outcomes of the images of a measurement. Every image has one.
 *
 * @param images images that were given to the row
 * @param labelled images that were labelled, or that passed all stages of the row
 * @param deadLettered images that were rejected
 */
public record OutcomeCounts(long images, long labelled, long deadLettered) {
  static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0);

  /** Whether images = labelled + dead-lettered. */
  public boolean balanced() {
    return images == labelled + deadLettered;
  }

  /** The sum of both. */
  public OutcomeCounts plus(OutcomeCounts other) {
    return new OutcomeCounts(
        images + other.images, labelled + other.labelled, deadLettered + other.deadLettered);
  }
}
