package dev.imageclassifier.ingest.run;

import java.time.Duration;
import java.util.Map;

/**
 * The topics that contain the outcomes of a run.
 *
 * @param client Kafka client properties
 * @param labels results topic
 * @param deadLetters dead-letter topic
 * @param timeout maximum time to wait for the brokers
 */
public record OutcomeSource(
    Map<String, String> client, String labels, String deadLetters, Duration timeout) {
  /** Copies the properties. */
  public OutcomeSource {
    client = Map.copyOf(client);
  }

  /** Omits the client properties, which may contain a password. */
  @Override
  public String toString() {
    return "OutcomeSource[" + labels + ", " + deadLetters + "]";
  }
}
