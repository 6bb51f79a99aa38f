package dev.imageclassifier.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker and controller in this JVM, for one machine and no more: every replication
 * factor is 1. Topics are not created automatically.
 *
 * <p>May be used from any thread. Several may run in one JVM.
 */
public final class EmbeddedKafka implements KafkaCluster {
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
   * @throws dev.imageclassifier.cli.UserError as {@link #start(BrokerSettings)}
   */
  public static EmbeddedKafka start() {
    return start(BrokerSettings.DEFAULTS);
  }

  /**
   * Starts a broker and returns when it takes requests, which takes a few seconds.
   *
   * @throws dev.imageclassifier.cli.UserError when the port is taken or the data directory cannot
   *     be used
   * @throws IllegalStateException when the broker does not start for another reason; its log says
   *     why
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

  @Override
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The clients' port; the same after a restart. */
  public int port() {
    return port;
  }

  /** Where the data lies. */
  public Path dataDirectory() {
    return directory.path();
  }

  /** Stops the broker and keeps its data, temporary or not, for {@link #restart()}. */
  public synchronized void stop() {
    server.ifPresent(
        running -> {
          running.shutdown();
          running.awaitShutdown();
        });
    server = Optional.empty();
  }

  /** Stops the broker if it runs, and starts it on the same port and data. */
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

  /** Stops the broker, and deletes its data where that is temporary. A second call does nothing. */
  @Override
  public synchronized void close() {
    stop();
    directory.release();
  }
}
