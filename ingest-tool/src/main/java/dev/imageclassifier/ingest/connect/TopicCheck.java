package dev.imageclassifier.ingest.connect;

import dev.imageclassifier.cli.UserError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks for the topic before anything is read, so that a wrong address is told within seconds. */
public final class TopicCheck {
  /**
   * What is known of a topic.
   *
   * @param id Kafka's id, which a topic that is made again does not keep
   * @param maxMessageBytes the largest record that it takes, in bytes; empty where this user may
   *     not know
   */
  public record Topic(String id, OptionalInt maxMessageBytes) {}

  private TopicCheck() {}

  /**
   * Kafka's id of the topic, which a topic that is made again does not keep. An admin client asks,
   * since a producer or consumer that asks may create the topic, with one partition and limits too
   * small for images.
   *
   * @throws UserError when no broker answers within {@code timeout}, or there is no such topic
   * @throws InterruptedException when interrupted
   */
  public static String require(Map<String, ?> client, String topic, Duration timeout)
      throws InterruptedException {
    return ask(client, topic, timeout, admin -> OptionalInt.empty()).id();
  }

  /** The same, with what the topic takes. */
  public static Topic describe(Map<String, ?> client, String topic, Duration timeout)
      throws InterruptedException {
    return ask(client, topic, timeout, admin -> limit(admin, topic, timeout));
  }

  private static Topic ask(
      Map<String, ?> client, String topic, Duration timeout, Function<Admin, OptionalInt> limit)
      throws InterruptedException {
    Map<String, Object> properties = new HashMap<>(client);
    int milliseconds = Math.toIntExact(timeout.toMillis());
    try (Admin admin = Admin.create(properties)) {
      try {
        String id =
            admin
                .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(milliseconds))
                .allTopicNames()
                .get(milliseconds, TimeUnit.MILLISECONDS)
                .get(topic)
                .topicId()
                .toString();
        return new Topic(id, limit.apply(admin));
      } finally {
        admin.close(Duration.ZERO);
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw ConnectionFailures.explain(e, client, topic);
    }
  }

  /** Not to be allowed to ask is no failure: the brokers refuse what is too large all the same. */
  private static OptionalInt limit(Admin admin, String topic, Duration timeout) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return OptionalInt.of(
          Integer.parseInt(
              admin
                  .describeConfigs(List.of(resource))
                  .all()
                  .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                  .get(resource)
                  .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                  .value()));
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }
}
