package dev.imageclassifier.topology.settings;

import java.time.Duration;

/**
 * How missing topics are created. Existing topics are not changed. Immutable.
 *
 * @param enabled whether missing topics are created; otherwise they are an error
 * @param partitions partitions of each topic, 1 or more
 * @param replicationFactor replicas of each partition; -1 for the default of the cluster
 */
public record TopicCreation(boolean enabled, int partitions, short replicationFactor) {
  /** Retention of images and results. */
  public static final Duration RETENTION = Duration.ofDays(7);

  /** Retention of dead letters, which a person has to examine. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  /** Checks the numbers. */
  public TopicCreation {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "partitions is %d but must be at least 1".formatted(partitions));
    }
    if (replicationFactor < 1 && replicationFactor != -1) {
      throw new IllegalArgumentException(
          "replicationFactor is %d but must be at least 1, or -1 for the default of the cluster"
              .formatted(replicationFactor));
    }
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link TopicCreation}. Not thread-safe. */
  public static final class Builder {
    private boolean enabled;
    private int partitions = 4;
    private short replicationFactor = -1;

    private Builder() {}

    /** Sets whether missing topics are created. */
    public Builder enabled(boolean value) {
      enabled = value;
      return this;
    }

    /** Sets the partitions of each topic. */
    public Builder partitions(int value) {
      partitions = value;
      return this;
    }

    /** Sets the replicas of each partition. */
    public Builder replicationFactor(short value) {
      replicationFactor = value;
      return this;
    }

    /**
     * Creates the settings.
     *
     * @throws IllegalArgumentException when a number is out of range
     */
    public TopicCreation build() {
      return new TopicCreation(enabled, partitions, replicationFactor);
    }
  }
}
