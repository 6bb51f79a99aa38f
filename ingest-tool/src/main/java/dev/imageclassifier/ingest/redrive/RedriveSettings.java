package dev.imageclassifier.ingest.redrive;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How to send dead letters again.
 *
 * @param topic the dead-letter topic
 * @param target where to; otherwise each goes back to the topic that it came from
 * @param loopLimit one that was sent again so often stays where it is
 * @param max how many to send at most
 * @param dryRun whether to send nothing
 * @param timeout how long the brokers may take to answer
 */
public record RedriveSettings(
    String topic,
    Optional<String> target,
    int loopLimit,
    long max,
    boolean dryRun,
    Duration timeout) {

  /** Default of {@link #loopLimit}. */
  public static final int DEFAULT_LOOP_LIMIT = 3;

  /** Checks the numbers. */
  public RedriveSettings {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(target, "target");
    if (loopLimit < 1) {
      throw new IllegalArgumentException("--loop-limit is " + loopLimit + " but must be 1 or more");
    }
    if (max < 1) {
      throw new IllegalArgumentException("--max is " + max + " but must be 1 or more");
    }
  }
}
