package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.kafka.StartPosition;
import java.time.Duration;
import java.util.Objects;

/**
 * The range of a topic that a {@link Follower} reads. Immutable.
 *
 * @param topic the topic
 * @param from where to start
 * @param until where to stop, resolved at the start; null to continue with new records
 * @param untilIdle time without new records after which to stop, if all records are read; null to
 *     continue
 * @param timeout maximum time to wait for the brokers
 */
public record TopicRange(
    String topic, StartPosition from, StartPosition until, Duration untilIdle, Duration timeout) {

  /** Rejects null for the required components. */
  public TopicRange {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(timeout, "timeout");
  }

  /** Existing records from this position, and new ones. */
  public static TopicRange from(String topic, StartPosition from, Duration timeout) {
    return new TopicRange(topic, from, null, null, timeout);
  }

  /** Existing records only. */
  public static TopicRange existing(String topic, Duration timeout) {
    return from(topic, StartPosition.beginning(), timeout).until(StartPosition.end());
  }

  /** Returns this range with an end position, or null for no end. */
  public TopicRange until(StartPosition end) {
    return new TopicRange(topic, from, end, untilIdle, timeout);
  }

  /** Returns this range with a maximum time without new records, or null for no maximum. */
  public TopicRange untilIdle(Duration idleTime) {
    return new TopicRange(topic, from, until, idleTime, timeout);
  }
}
