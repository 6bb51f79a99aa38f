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
 * Sends records in transactions. The transactional id contains the dead-letter topic, so that a new
 * producer for the same topic ends the transaction of the previous one and fences it.
 */
final class RedriveProducer implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 256 * 1024 * 1024;

  private final Map<String, ?> client;
  private final String topic;
  private final Producer<byte[], byte[]> producer;

  RedriveProducer(Map<String, ?> client, String topic) {
    this.client = client;
    this.topic = topic;
    Map<String, Object> properties = new HashMap<>();
    // only the target topic limits the record size
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_REQUEST_BYTES);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "image-redrive");
    properties.putAll(client);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "image-redrive-" + topic);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    Producer<byte[], byte[]> created = null;
    try {
      created =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      created.initTransactions();
      this.producer = created;
    } catch (KafkaException e) {
      if (created != null) {
        created.close();
      }
      throw KafkaErrors.explain(e, client, topic);
    }
  }

  /**
   * Sends the records in one transaction.
   *
   * @param aborted runs when the transaction was aborted, so that no record was sent
   */
  void send(Collection<ProducerRecord<byte[], byte[]>> records, Runnable aborted) {
    try {
      producer.beginTransaction();
      List<Future<RecordMetadata>> unused = records.stream().map(producer::send).toList();
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new UserError(
          "Another process has started to redrive '%s'. This process ends.".formatted(topic), e);
    } catch (KafkaException e) {
      try {
        producer.abortTransaction();
        aborted.run();
      } catch (KafkaException unknown) {
        e.addSuppressed(unknown); // the next redrive checks whether the records were sent
      }
      throw KafkaErrors.explain(e, client, topic);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
