package dev.imageclassifier.connection;

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
 * Topics that were just made become known to the brokers a moment later. It matters: a broker that
 * does not lead a new partition yet refuses an idempotent producer's first batch and may take its
 * second, after which the first is out of order for ever.
 */
public final class TopicWait {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicWait() {}

  /** Returns when each partition has a leader that knows itself as one; the topics were created. */
  public static void untilLeadersAreKnown(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!known(admin, topics)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Topics "
                + topics
                + " were created, but have no leader after "
                + LIMIT.toSeconds()
                + " s.");
      }
      Thread.sleep(PAUSE.toMillis());
    }
    askLeaders(admin, topics);
  }

  /** Only a broker that knows itself as leader answers with offsets; the client asks until then. */
  private static void askLeaders(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        all.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    admin.listOffsets(all).all().get();
  }

  private static boolean known(Admin admin, Collection<String> topics)
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
