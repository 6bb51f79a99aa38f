package dev.imageclassifier.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of the three topics. Immutable.
 *
 * @param images input topic: key = image id (UTF-8), value = the encoded file, byte for byte
 * @param labels results topic: key and partition of the image, value = the result as JSON
 * @param deadLetters dead-letter topic: key, value and headers of the image, plus the reason
 */
public record TopicNames(String images, String labels, String deadLetters) {
  // org.apache.kafka.common.internals.Topic has the same rule, but is not public API
  // declared first, because DEFAULTS uses it
  private static final Pattern VALID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

  /** Default name of the input topic. */
  public static final String IMAGES = "images";

  /** Default name of the results topic. */
  public static final String IMAGE_LABELS = "image-labels";

  /** Default name of the dead-letter topic. */
  public static final String IMAGE_DEAD_LETTERS = "image-dead-letters";

  /** The default names. */
  public static final TopicNames DEFAULTS =
      new TopicNames(IMAGES, IMAGE_LABELS, IMAGE_DEAD_LETTERS);

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException when a name is not a valid topic name, or two names are equal
   */
  public TopicNames {
    for (String name : List.of(images, labels, deadLetters)) {
      if (!VALID.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "Invalid topic name '%s': use up to 249 letters, digits, dots, underscores and hyphens"
                .formatted(name));
      }
    }
    if (images.equals(labels) || images.equals(deadLetters) || labels.equals(deadLetters)) {
      throw new IllegalArgumentException(
          "The three topics must differ, but are '%s', '%s' and '%s'"
              .formatted(images, labels, deadLetters));
    }
  }

  /** The two topics that contain outcomes. */
  public List<String> outputs() {
    return List.of(labels, deadLetters);
  }

  /** All three topics. */
  public List<String> all() {
    return List.of(images, labels, deadLetters);
  }
}
