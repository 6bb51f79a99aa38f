package dev.imageclassifier.demo;

import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads labels and dead letters as they are committed, and no others. It joins no group and commits
 * nothing. One thread at a time.
 */
final class OutcomeFollower implements AutoCloseable {
  private final ResultDeserializer results = new ResultDeserializer();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String labels;

  private OutcomeFollower(KafkaConsumer<byte[], byte[]> consumer, String labels) {
    this.consumer = consumer;
    this.labels = labels;
  }

  /** A follower of all that comes after this call; the topics exist. */
  static OutcomeFollower fromNow(Map<String, ?> client, String labels, String deadLetters) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "outcomes");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    partitions.addAll(partitions(consumer, labels));
    partitions.addAll(partitions(consumer, deadLetters));
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seekToEnd alone waits for the first poll
    return new OutcomeFollower(consumer, labels);
  }

  /**
   * The outcomes that have come, none after waiting for {@code patience}.
   *
   * @throws IllegalStateException when a record is neither result nor dead letter; it says where
   */
  List<PictureOutcome> poll(Duration patience) {
    List<PictureOutcome> outcomes = new ArrayList<>();
    consumer.poll(patience).forEach(record -> outcomes.add(read(record)));
    return outcomes;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private PictureOutcome read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return record.topic().equals(labels)
          ? new PictureOutcome.Labelled(results.deserialize(labels, record.value()))
          : new PictureOutcome.DeadLettered(
              record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
              DeadLetterHeaders.read(record.headers()));
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "The record at offset "
              + record.offset()
              + " of "
              + record.topic()
              + "-"
              + record.partition()
              + " cannot be read: "
              + e.getMessage(),
          e);
    }
  }
}
