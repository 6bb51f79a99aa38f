package dev.imageclassifier.topology.command;

import dev.imageclassifier.contract.TopicNames;
import picocli.CommandLine.Option;

/** The options for the names of the three topics. */
final class TopicOptions {
  @Option(
      names = "--input-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGES,
      description = "Topic with the images (${DEFAULT-VALUE}).")
  String inputTopic;

  @Option(
      names = "--output-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_LABELS,
      description = "Topic for the results (${DEFAULT-VALUE}).")
  String outputTopic;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Topic for images that cannot be classified (${DEFAULT-VALUE}).")
  String deadLetterTopic;

  /**
   * The names.
   *
   * @throws IllegalArgumentException when a name is invalid or two names are equal
   */
  TopicNames names() {
    return new TopicNames(inputTopic, outputTopic, deadLetterTopic);
  }
}
