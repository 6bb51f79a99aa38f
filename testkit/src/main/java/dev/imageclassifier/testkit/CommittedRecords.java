package dev.imageclassifier.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of topics from the beginning, with {@code read_committed} and without
 * a consumer group. Not thread-safe.
 */
public final class CommittedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrapServers;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Reads all partitions that the topics have now. */
  public CommittedRecords(String bootstrapServers, String... topics) {
    this.bootstrapServers = bootstrapServers;
    consumer = consumer(bootstrapServers, "read_committed");
    List<TopicPartition> partitions =
        Arrays.stream(topics)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The first {@code count} committed records. Fails when fewer arrive within three minutes. */
  public static List<ConsumerRecord<byte[], byte[]>> read(
      String bootstrapServers, int count, String... topics) {
    try (CommittedRecords records = new CommittedRecords(bootstrapServers, topics)) {
      return records.await(count);
    }
  }

  /** Every committed record that the topics hold now. Waits until open transactions have ended. */
  public static List<ConsumerRecord<byte[], byte[]>> readAll(
      String bootstrapServers, String... topics) {
    try (CommittedRecords records = new CommittedRecords(bootstrapServers, topics)) {
      return records.pollToEnd();
    }
  }

  /** Whether a transaction is open: committed readers then stop before the end of the log. */
  public static boolean hasOpenTransactions(String bootstrapServers, String... topics) {
    try (CommittedRecords records = new CommittedRecords(bootstrapServers, topics)) {
      Collection<TopicPartition> partitions = records.consumer.assignment();
      return !records.consumer.endOffsets(partitions).equals(records.endOfLog(partitions));
    }
  }

  /** The next committed records; none when no record arrives within a short time. */
  public List<ConsumerRecord<byte[], byte[]>> poll() {
    List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
    consumer.poll(POLL).forEach(polled::add);
    return polled;
  }

  /** The next {@code count} committed records. Fails when fewer arrive within three minutes. */
  public List<ConsumerRecord<byte[], byte[]>> await(int count) {
    List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
    Await.until(
        count + " committed records",
        () -> {
          received.addAll(poll());
          return received.size() >= count;
        });
    return received;
  }

  /** Reads up to the current end of the log. Waits until open transactions have ended. */
  public List<ConsumerRecord<byte[], byte[]>> pollToEnd() {
    Map<TopicPartition, Long> ends = endOfLog(consumer.assignment());
    List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
    Await.until(
        "the committed records up to " + ends,
        () -> {
          received.addAll(poll());
          return ends.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
    return received;
  }

  private Map<TopicPartition, Long> endOfLog(Collection<TopicPartition> partitions) {
    try (KafkaConsumer<byte[], byte[]> uncommitted =
        consumer(bootstrapServers, "read_uncommitted")) {
      return uncommitted.endOffsets(partitions);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      String bootstrapServers, String isolationLevel) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolationLevel),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
