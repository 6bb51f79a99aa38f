package dev.imageclassifier.benchmark;

import dev.imageclassifier.contract.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads both output topics from their beginning, as committed. One thread. */
final class CommittedReader implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicNames names;
  private long labelled;
  private long deadLettered;

  /**
   * An outcome.
   *
   * @param number of the picture
   * @param value of the record, JSON for a label
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and thrown away
  record Committed(long number, boolean label, byte[] value) {}

  CommittedReader(Map<String, String> client, TopicSet topics) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    names = topics.names();
    List<TopicPartition> partitions =
        Stream.of(names.labels(), names.deadLetters())
            .flatMap(
                topic ->
                    Stream.iterate(0, i -> i + 1)
                        .limit(topics.partitions())
                        .map(i -> new TopicPartition(topic, i)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    partitions.forEach(consumer::position);
  }

  /** What has come, or comes soon. */
  List<Committed> poll() {
    return poll(TICK);
  }

  /** What has come, or comes within {@code patience}. */
  List<Committed> poll(Duration patience) {
    List<Committed> committed = new ArrayList<>();
    consumer
        .poll(patience)
        .forEach(
            record -> {
              boolean label = record.topic().equals(names.labels());
              if (label) {
                labelled++;
              } else {
                deadLettered++;
              }
              long number = Long.parseLong(new String(record.key(), StandardCharsets.UTF_8));
              committed.add(new Committed(number, label, record.value()));
            });
    return committed;
  }

  long outcomes() {
    return labelled + deadLettered;
  }

  Account account(long published) {
    return new Account(published, labelled, deadLettered);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
