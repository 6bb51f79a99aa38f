package dev.imageclassifier.embedded;

import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Kafka's own image in a container; its tag is the version of the clients. Needs a Docker engine
 * and {@code org.testcontainers:testcontainers-kafka} on the class path.
 */
public final class ContainerKafka implements KafkaCluster {
  private static final String MEBIBYTES_32 = Integer.toString(32 * 1024 * 1024);

  private final KafkaContainer container;

  private ContainerKafka(KafkaContainer container) {
    this.container = container;
  }

  /**
   * Starts a container and returns when the broker takes requests.
   *
   * @throws RuntimeException when no Docker engine answers or the image cannot be had
   */
  @SuppressWarnings("resource") // closed by close()
  public static ContainerKafka start() {
    KafkaContainer container =
        new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion())
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_MESSAGE_MAX_BYTES", MEBIBYTES_32)
            .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", MEBIBYTES_32);
    container.start();
    return new ContainerKafka(container);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void close() {
    container.close();
  }
}
