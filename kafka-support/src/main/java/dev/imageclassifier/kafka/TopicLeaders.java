package dev.imageclassifier.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Waits until the brokers lead the partitions of new topics. A broker that does not lead a new
 * partition yet can reject the first batch of an idempotent producer and accept the second. All
 * later batches are then out of sequence.
 */
public final class TopicLeaders {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicLeaders() {}

  /**
   * Returns when each partition of these topics has a leader that responds as leader.
   *
   * @param topics topics that were created before this call
   * @throws IllegalStateException when a partition has no leader after 30 seconds
   */
  public static void await(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!haveLeaders(admin, topics)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Topics %s were created but have no leader after %d s."
                .formatted(topics, LIMIT.toSeconds()));
      }
      Thread.sleep(PAUSE.toMillis());
    }
    requestOffsetsFromLeaders(admin, topics);
  }

  /** Only the leader responds to a request for offsets. The admin client retries until it does. */
  private static void requestOffsetsFromLeaders(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        all.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    admin.listOffsets(all).all().get();
  }

  private static boolean haveLeaders(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    try {
      return admin.describeTopics(topics).allTopicNames().get().values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.leader() != null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }
}
