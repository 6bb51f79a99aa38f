package dev.imageclassifier.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker and controller in this JVM. It is a single node: every replication factor is 1.
 * Topics are not created automatically.
 *
 * <p>Thread-safe. Several brokers can run in one JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final BrokerSettings settings;
  private final DataDirectory directory;
  private final int port;
  private Optional<KafkaRaftServer> server = Optional.empty();

  private EmbeddedKafka(BrokerSettings settings) {
    this.settings = settings;
    this.port = settings.port() == 0 ? Ports.free() : settings.port();
    this.directory = DataDirectory.of(settings.data());
  }

  /**
   * Starts a broker on a free port with temporary data.
   *
   * @throws IllegalStateException when the broker does not start
   */
  public static EmbeddedKafka start() {
    return start(BrokerSettings.builder().build());
  }

  /**
   * Starts a broker and returns when it accepts requests, usually after two seconds.
   *
   * @throws dev.imageclassifier.cli.UserError when the port is in use or the data directory cannot
   *     be used
   * @throws IllegalStateException when the broker does not start for another reason, which is in
   *     its log
   */
  public static EmbeddedKafka start(BrokerSettings settings) {
    if (settings.port() != 0) {
      Ports.requireFree(settings.port());
    }
    EmbeddedKafka kafka = new EmbeddedKafka(settings);
    try {
      kafka.restart();
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
    return kafka;
  }

  /** The address for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The port for clients. A restart keeps it. */
  public int port() {
    return port;
  }

  /** The directory of the broker's data. */
  public Path dataDirectory() {
    return directory.path();
  }

  /** Stops the broker. Its data, including temporary data, remains for {@link #restart()}. */
  public synchronized void stop() {
    server.ifPresent(
        running -> {
          running.shutdown();
          running.awaitShutdown();
        });
    server = Optional.empty();
  }

  /** Stops the broker if it is running, and starts it with the same port and data. */
  public synchronized void restart() {
    stop();
    Ports.requireFree(port);
    directory.format();
    Properties properties =
        BrokerProperties.of(port, Ports.free(), directory.path(), settings.properties());
    KafkaRaftServer starting =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server = Optional.of(starting);
    StartUp.run(starting);
  }

  /** Stops the broker and deletes temporary data. A second call has no effect. */
  @Override
  public synchronized void close() {
    stop();
    directory.release();
  }
}
