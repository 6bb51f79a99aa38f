package dev.imageclassifier.ingest.follow;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What to follow, from where and until when.
 *
 * @param topic the topic
 * @param fromBeginning whether to read what is already there; otherwise only what comes from now on
 * @param untilEnd whether to end behind the last record that was there at the start
 * @param untilIdle when present, the end comes when nothing new has come for so long and nothing is
 *     left to read
 * @param timeout how long the brokers may take to answer
 */
public record FollowSettings(
    String topic,
    boolean fromBeginning,
    boolean untilEnd,
    Optional<Duration> untilIdle,
    Duration timeout) {

  /** Nothing may be missing. */
  public FollowSettings {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(untilIdle, "untilIdle");
    Objects.requireNonNull(timeout, "timeout");
  }
}
