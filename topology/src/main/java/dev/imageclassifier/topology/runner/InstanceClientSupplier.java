package dev.imageclassifier.topology.runner;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients, with a transactional id that an instance keeps over its restarts.
 *
 * <p>An application without state stores gets a new id from Kafka Streams at each start. The open
 * transaction of a killed process would then last until it times out, and its successor and every
 * read_committed reader would wait. With the old id, the successor aborts the transaction at once.
 */
final class InstanceClientSupplier implements KafkaClientSupplier {
  private final String applicationId;
  private final String instanceId;

  InstanceClientSupplier(String applicationId, String instanceId) {
    this.applicationId = applicationId;
    this.instanceId = instanceId;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(
        withStableId(config), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The id ends with the number of the stream thread, which does not change at a restart. */
  Map<String, Object> withStableId(Map<String, Object> config) {
    if (!(config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG) instanceof String generated)) {
      return config;
    }
    Map<String, Object> stable = new HashMap<>(config);
    stable.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        applicationId + "-" + instanceId + generated.substring(generated.lastIndexOf('-')));
    return stable;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }
}
