package dev.imageclassifier.topology.settings;

import java.time.Duration;

/**
 * How topics are made when {@code --create-topics} asks for it; existing ones stay as they are.
 *
 * @param create whether missing topics are made
 * @param partitions partitions of each topic, 1 or more
 * @param replicationFactor copies of each partition; -1 for the cluster's default
 */
public record TopicPlan(boolean create, int partitions, short replicationFactor) {
  /** Checks the numbers. */
  public TopicPlan {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions is " + partitions + ": give 1 or more");
    }
    if (replicationFactor < 1 && replicationFactor != -1) {
      throw new IllegalArgumentException(
          "replication factor is "
              + replicationFactor
              + ": give 1 or more, or -1 for the cluster's default");
    }
  }

  /** How long pictures and labels are kept. */
  public static final Duration RETENTION = Duration.ofDays(7);

  /** How long dead letters are kept: somebody has to look at them first. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  /** Missing topics are an error. */
  public static final TopicPlan EXISTING = new TopicPlan(false, 1, (short) -1);
}
