package dev.imageclassifier.ingest.redrive;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.kafka.KafkaErrors;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records in transactions. One producer per dead-letter topic is alive at a time: a later one
 * ends the earlier one's transaction and shuts it out.
 */
final class RedriveProducer implements AutoCloseable {
  private static final int LARGEST_REQUEST = 256 * 1024 * 1024;

  private final Map<String, ?> client;
  private final String topic;
  private final Producer<byte[], byte[]> producer;

  RedriveProducer(Map<String, ?> client, String topic) {
    this.client = client;
    this.topic = topic;
    Map<String, Object> properties = new HashMap<>();
    // what was small enough for the dead-letter topic is decided on by the target topic
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LARGEST_REQUEST);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "image-redrive");
    properties.putAll(client);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "image-redrive-" + topic);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    Producer<byte[], byte[]> made = null;
    try {
      made = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      made.initTransactions();
      this.producer = made;
    } catch (KafkaException e) {
      if (made != null) {
        made.close();
      }
      throw KafkaErrors.explain(e, client, topic);
    }
  }

  /**
   * Sends all or none.
   *
   * @param aborted runs when it is certain that none was sent
   */
  void send(Collection<ProducerRecord<byte[], byte[]>> records, Runnable aborted) {
    try {
      producer.beginTransaction();
      List<Future<RecordMetadata>> unused = records.stream().map(producer::send).toList();
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new UserError(
          "Another process has begun to redrive '" + topic + "', and this one ends.", e);
    } catch (KafkaException e) {
      try {
        producer.abortTransaction();
        aborted.run();
      } catch (KafkaException inDoubt) {
        e.addSuppressed(inDoubt); // the journal keeps them as meant; the next redrive looks
      }
      throw KafkaErrors.explain(e, client, topic);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
