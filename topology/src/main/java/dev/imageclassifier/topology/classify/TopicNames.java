package dev.imageclassifier.topology.classify;

/**
 * The three topics.
 *
 * @param images input
 * @param labels results
 * @param deadLetters what could not be classified
 */
public record TopicNames(String images, String labels, String deadLetters) {
  /** Refuses a picture that would come back as its own input. */
  public TopicNames {
    if (images.equals(labels) || images.equals(deadLetters) || labels.equals(deadLetters)) {
      throw new IllegalArgumentException(
          "the three topics must differ, but are "
              + images
              + ", "
              + labels
              + " and "
              + deadLetters);
    }
  }
}
