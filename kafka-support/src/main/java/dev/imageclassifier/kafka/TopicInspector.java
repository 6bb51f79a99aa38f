package dev.imageclassifier.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Reads the properties of topics before a client uses them, so that a wrong address or topic is
 * reported within seconds. It uses an admin client, because a producer or consumer can create a
 * missing topic as a side effect. Thread-safe.
 */
public final class TopicInspector {
  /**
   * Properties of a topic.
   *
   * @param id Kafka's id; a topic that is deleted and created again has a different id
   * @param partitions number of partitions
   * @param maxMessageBytes largest record in bytes; empty where the user may not read the
   *     configuration
   */
  public record Topic(String id, int partitions, OptionalInt maxMessageBytes) {}

  private final Map<String, Object> properties;
  private final Optional<String> option;
  private final Duration timeout;

  /**
   * Creates an inspector. It connects when a method is called.
   *
   * @param client properties of the client
   * @param option option that names the topic, for error messages; empty where there are several
   * @param timeout timeout of each request
   */
  public TopicInspector(Map<String, ?> client, Optional<String> option, Duration timeout) {
    this.properties = new HashMap<>(client);
    this.option = option;
    this.timeout = timeout;
  }

  /** An inspector for a command whose option {@code --topic} names the topic. */
  public TopicInspector(Map<String, ?> client, Duration timeout) {
    this(client, Optional.of("--topic"), timeout);
  }

  /**
   * Returns when all topics exist.
   *
   * @throws KafkaClientException when no broker responds in time, or a topic does not exist
   */
  public void requireAll(Collection<String> topics) throws InterruptedException {
    for (String topic : topics) {
      inspect(topic, false);
    }
  }

  /**
   * The properties of a topic, without its limit.
   *
   * @throws KafkaClientException when no broker responds in time, or the topic does not exist
   */
  public Topic require(String topic) throws InterruptedException {
    return inspect(topic, false);
  }

  /**
   * The properties of a topic and its largest record.
   *
   * @throws KafkaClientException when no broker responds in time, or the topic does not exist
   */
  public Topic describe(String topic) throws InterruptedException {
    return inspect(topic, true);
  }

  private Topic inspect(String topic, boolean withLimit) throws InterruptedException {
    int milliseconds = Math.toIntExact(timeout.toMillis());
    try (Admin admin = Admin.create(properties)) {
      try {
        TopicDescription description =
            within(
                    admin
                        .describeTopics(
                            List.of(topic), new DescribeTopicsOptions().timeoutMs(milliseconds))
                        .allTopicNames())
                .get(topic);
        return new Topic(
            description.topicId().toString(),
            description.partitions().size(),
            withLimit ? limit(admin, topic) : OptionalInt.empty());
      } finally {
        admin.close(Duration.ZERO);
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw KafkaErrors.explain(e, properties, topic, option);
    }
  }

  /** Without the permission DESCRIBE_CONFIGS the limit is unknown. The broker still enforces it. */
  private OptionalInt limit(Admin admin, String topic) throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return OptionalInt.of(
          Integer.parseInt(
              within(admin.describeConfigs(List.of(resource)).all())
                  .get(resource)
                  .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                  .value()));
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    }
  }

  private <T> T within(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
