package dev.imageclassifier.ingest.command;

import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.testkit.TestTopics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The shared broker of the tests; each test creates its own topics. */
public final class Broker {
  private Broker() {}

  public static String address() {
    return TestBroker.shared().bootstrapServers();
  }

  public static Map<String, String> client() {
    return Map.of("bootstrap.servers", address());
  }

  /** Creates a topic. */
  public static String topic(int partitions, Map<String, String> configuration) {
    return TestTopics.createUnique(address(), partitions, configuration);
  }

  /** Every committed record of the topic, partition by partition. */
  public static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return CommittedRecords.readAll(address(), topic);
  }

  /** The number of records in the topic. */
  public static long count(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Waits until the topic contains at least this number of records. */
  public static void awaitRecords(String topic, long count) {
    Await.until(count + " records in " + topic, () -> count(topic) >= count);
  }

  /** Writes records and waits until they are acknowledged. */
  public static void write(List<ProducerRecord<byte[], byte[]>> records) {
    TestRecords.send(address(), records);
  }
}
