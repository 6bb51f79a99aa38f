package dev.imageclassifier.cli;

import dev.imageclassifier.contract.TopicNames;
import picocli.CommandLine.Option;

/** The options for the two topics that contain outcomes, a mixin. */
public final class OutputTopicOptions {
  @Option(
      names = "--output-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_LABELS,
      description = "Results topic (${DEFAULT-VALUE}).")
  String outputTopic;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Dead-letter topic (${DEFAULT-VALUE}).")
  String deadLetterTopic;

  /**
   * The three topic names.
   *
   * @throws IllegalArgumentException when a name is invalid, or two names are equal
   */
  public TopicNames withInput(String inputTopic) {
    return new TopicNames(inputTopic, outputTopic, deadLetterTopic);
  }
}
