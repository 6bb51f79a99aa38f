package dev.imageclassifier.web.kafka;

import dev.imageclassifier.contract.Topics;

/**
 * The three topics of the pipeline.
 *
 * @param images where pictures go
 * @param labels where results come from
 * @param deadLetters where pictures end that could not be classified
 */
public record PipelineTopics(String images, String labels, String deadLetters) {
  /** The contract's names. */
  public static final PipelineTopics DEFAULTS =
      new PipelineTopics(Topics.IMAGES, Topics.IMAGE_LABELS, Topics.IMAGE_DEAD_LETTERS);
}
