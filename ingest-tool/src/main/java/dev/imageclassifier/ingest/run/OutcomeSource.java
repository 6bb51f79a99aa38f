package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.TopicNames;
import java.time.Duration;
import java.util.Map;

/**
 * The source of the outcomes of a run.
 *
 * @param client Kafka client properties
 * @param topics the topics of the pipeline
 * @param timeout maximum time to wait for the brokers
 */
public record OutcomeSource(Map<String, String> client, TopicNames topics, Duration timeout) {
  /** Copies the properties. */
  public OutcomeSource {
    client = Map.copyOf(client);
  }

  /** Omits the client properties, which may contain a password. */
  @Override
  public String toString() {
    return "OutcomeSource[" + topics + "]";
  }
}
