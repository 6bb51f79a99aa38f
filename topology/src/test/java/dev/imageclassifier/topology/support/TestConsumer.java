package dev.imageclassifier.topology.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed, from the beginning. */
public final class TestConsumer {
  private TestConsumer() {}

  /** A consumer of these partitions. */
  public static KafkaConsumer<byte[], byte[]> consumer(
      String bootstrap, List<TopicPartition> partitions) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions);
    return consumer;
  }

  /** This many records, or those that came within the patience. */
  public static List<ConsumerRecord<byte[], byte[]>> receive(
      String bootstrap, List<TopicPartition> partitions, int count, Duration patience) {
    List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap, partitions)) {
      long deadline = System.nanoTime() + patience.toNanos();
      while (received.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(received::add);
      }
    }
    return received;
  }
}
