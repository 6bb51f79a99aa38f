package dev.imageclassifier.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;

/** The container image of Apache Kafka in the version of the clients. */
public final class ContainerBroker implements TestBroker {
  private static final String MEBIBYTES_32 = Integer.toString(32 * 1024 * 1024);

  private final KafkaContainer container;

  private ContainerBroker(KafkaContainer container) {
    this.container = container;
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void close() {
    container.close();
  }

  /** Starts containers. Needs a container engine. */
  public static final class ContainerProvider implements Provider {
    @Override
    public String name() {
      return "container";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    @SuppressWarnings("resource") // closed by ContainerBroker.close()
    public TestBroker start(Map<String, String> brokerProperties) {
      KafkaContainer container =
          new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion())
              .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
              .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
              .withEnv("KAFKA_MESSAGE_MAX_BYTES", MEBIBYTES_32)
              .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", MEBIBYTES_32);
      brokerProperties.forEach((name, value) -> container.withEnv(variable(name), value));
      container.start();
      return new ContainerBroker(container);
    }

    /** The container image reads {@code a.b.c} from {@code KAFKA_A_B_C}. */
    private static String variable(String property) {
      return "KAFKA_" + property.replace('.', '_').toUpperCase(Locale.ROOT);
    }
  }
}
