package dev.imageclassifier.cli;

import dev.imageclassifier.contract.TopicNames;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the three topics, a mixin. */
public final class TopicOptions {
  @Option(
      names = "--input-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGES,
      description = "Topic with the images (${DEFAULT-VALUE}).")
  String inputTopic;

  @Mixin OutputTopicOptions output;

  /**
   * The three topic names.
   *
   * @throws IllegalArgumentException when a name is invalid, or two names are equal
   */
  public TopicNames names() {
    return output.withInput(inputTopic);
  }
}
