package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.kafka.StartPosition;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What to follow, from where and until when.
 *
 * @param topic the topic
 * @param from where to begin
 * @param until where to end, as it is at the start; when absent, what comes later is read too
 * @param untilIdle when present, the end comes when nothing new has come for so long and nothing is
 *     left to read
 * @param timeout how long the brokers may take to answer
 */
public record FollowSettings(
    String topic,
    StartPosition from,
    Optional<StartPosition> until,
    Optional<Duration> untilIdle,
    Duration timeout) {

  /** Nothing may be missing. */
  public FollowSettings {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(untilIdle, "untilIdle");
    Objects.requireNonNull(timeout, "timeout");
  }

  /** What is there, and what comes. */
  public static FollowSettings everything(String topic, StartPosition from, Duration timeout) {
    return new FollowSettings(topic, from, Optional.empty(), Optional.empty(), timeout);
  }

  /** What is there between two places. */
  public static FollowSettings between(
      String topic, StartPosition from, StartPosition until, Duration timeout) {
    return new FollowSettings(topic, from, Optional.of(until), Optional.empty(), timeout);
  }
}
