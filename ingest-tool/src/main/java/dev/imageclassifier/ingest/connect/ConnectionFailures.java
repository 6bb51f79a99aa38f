package dev.imageclassifier.ingest.connect;

import dev.imageclassifier.kafka.KafkaClientException;
import dev.imageclassifier.kafka.KafkaErrors;
import java.util.Map;
import java.util.Optional;

/** Says what stands between us and the topic. Shows no property's value but the brokers' names. */
public final class ConnectionFailures {
  private ConnectionFailures() {}

  /**
   * The failure as a sentence.
   *
   * @param failure what the client threw
   * @param client the client's properties
   * @param topic the topic in question
   */
  public static KafkaClientException explain(Throwable failure, Map<String, ?> client, String topic) {
    return KafkaErrors.explain(failure, client, topic, Optional.of("--topic"));
  }
}
