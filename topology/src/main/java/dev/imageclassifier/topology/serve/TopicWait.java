package dev.imageclassifier.topology.serve;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics that were just made become known to the brokers a moment later. */
final class TopicWait {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicWait() {}

  static void untilLeadersAreKnown(Admin admin, Collection<String> topics)
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
