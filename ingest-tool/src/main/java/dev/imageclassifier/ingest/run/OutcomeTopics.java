package dev.imageclassifier.ingest.run;

import java.time.Duration;
import java.util.Map;

/**
 * Where outcomes come from.
 *
 * @param client Kafka client properties
 * @param results the topic of labels
 * @param deadLetters the topic of dead letters
 * @param timeout how long the brokers may take to answer
 */
public record OutcomeTopics(
    Map<String, String> client, String results, String deadLetters, Duration timeout) {
  /** Copies the properties. */
  public OutcomeTopics {
    client = Map.copyOf(client);
  }

  /** Does not show the properties: there may be a password among them. */
  @Override
  public String toString() {
    return "OutcomeTopics[" + results + ", " + deadLetters + "]";
  }
}
