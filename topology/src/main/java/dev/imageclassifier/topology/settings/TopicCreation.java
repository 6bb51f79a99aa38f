package dev.imageclassifier.topology.settings;

import dev.imageclassifier.contract.error.ErrorText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

  /** Retention of dead letters, which an operator has to examine. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException with every invalid value
   */
  public TopicCreation {
    List<String> problems = new ArrayList<>();
    if (partitions < 1) {
      problems.add("partitions is %d but must be at least 1".formatted(partitions));
    }
    if (replicationFactor < 1 && replicationFactor != -1) {
      problems.add(
          "replicationFactor is %d but must be at least 1, or -1 for the default of the cluster"
              .formatted(replicationFactor));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(ErrorText.numbered(problems));
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
