package dev.imageclassifier.embedded;

/** A running Kafka cluster to connect to; closing it stops it. */
public interface KafkaCluster extends AutoCloseable {
  /** {@code host:port} of its brokers. */
  String bootstrapServers();

  @Override
  void close();
}
