package dev.imageclassifier.topology;

import java.util.List;

/**
 * The three topics.
 *
 * @param images input
 * @param labels results
 * @param deadLetters what could not be classified
 */
public record TopicNames(String images, String labels, String deadLetters) {
  /** Refuses what is no name, and a picture that would come back as its own input. */
  public TopicNames {
    for (String name : List.of(images, labels, deadLetters)) {
      if (!name.matches("[A-Za-z0-9._-]{1,249}") || name.matches("\\.{1,2}")) {
        throw new IllegalArgumentException(
            "'"
                + name
                + "' is no name for a topic: give up to 249 letters, digits, dots, underscores and"
                + " hyphens");
      }
    }
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
