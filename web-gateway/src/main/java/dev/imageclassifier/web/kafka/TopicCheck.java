package dev.imageclassifier.web.kafka;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;

/** Asks for the topics before anything is served, so that a wrong address is told at the start. */
public final class TopicCheck {
  private TopicCheck() {}

  /**
   * Returns when all three topics are there.
   *
   * @throws UserError when no broker answers within {@code timeout}, or a topic is missing
   * @throws InterruptedException when interrupted
   */
  public static void require(Map<String, String> client, TopicNames topics, Duration timeout)
      throws InterruptedException {
    for (String topic : List.of(topics.images(), topics.labels(), topics.deadLetters())) {
      require(client, topic, timeout);
    }
  }

  private static void require(Map<String, String> client, String topic, Duration timeout)
      throws InterruptedException {
    int milliseconds = Math.toIntExact(timeout.toMillis());
    try (Admin admin = Admin.create(Clients.admin(client))) {
      try {
        admin
            .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(milliseconds))
            .allTopicNames()
            .get(milliseconds, TimeUnit.MILLISECONDS);
      } finally {
        admin.close(Duration.ZERO);
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw ConnectionFailures.explain(e, client, topic);
    }
  }
}
