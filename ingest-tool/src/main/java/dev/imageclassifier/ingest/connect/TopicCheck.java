package dev.imageclassifier.ingest.connect;

import dev.imageclassifier.cli.UserError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;

/** Asks for the topic before anything is read, so that a wrong address is told within seconds. */
public final class TopicCheck {
  private TopicCheck() {}

  /**
   * Kafka's id of the topic, which a topic that is made again does not keep. An admin client asks,
   * since a producer or consumer that asks may create the topic, with one partition and limits too
   * small for pictures.
   *
   * @throws UserError when no broker answers within {@code timeout}, or there is no such topic
   * @throws InterruptedException when interrupted
   */
  public static String require(Map<String, ?> client, String topic, Duration timeout)
      throws InterruptedException {
    Map<String, Object> properties = new HashMap<>(client);
    int milliseconds = Math.toIntExact(timeout.toMillis());
    try (Admin admin = Admin.create(properties)) {
      try {
        return admin
            .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(milliseconds))
            .allTopicNames()
            .get(milliseconds, TimeUnit.MILLISECONDS)
            .get(topic)
            .topicId()
            .toString();
      } finally {
        admin.close(Duration.ZERO);
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw ConnectionFailures.explain(e, client, topic);
    }
  }
}
