package dev.imageclassifier.kafka;

import dev.imageclassifier.contract.error.ExplainedFailure;

/**
 * Thrown when a Kafka client fails. The message states what failed, at which brokers or topic, and
 * what to do. It never contains a property value other than the brokers' addresses.
 */
public final class KafkaClientException extends RuntimeException implements ExplainedFailure {
  private static final long serialVersionUID = 1L;

  /** A failure without a cause. */
  public KafkaClientException(String sentence) {
    super(sentence);
  }

  /** A failure with its cause. */
  public KafkaClientException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
