package dev.imageclassifier.web.kafka;

import dev.imageclassifier.contract.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A place in each partition of the two topics of outcomes. It begins at their ends; partitions that
 * are added later are read from their beginning. The places outlive the consumer, so that a new one
 * goes on where the old one failed. Owned by one thread at a time; {@link #wakeup} is for any.
 */
final class OutcomeCursor {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration REDISCOVERY = Duration.ofSeconds(5);

  private final Map<String, String> client;
  private final List<String> topics;
  private final Map<TopicPartition, Long> places = new HashMap<>();
  private final MeterRegistry registry;
  private volatile Consumer<byte[], byte[]> consumer;
  private KafkaClientMetrics metrics;
  private boolean begun;
  private long discovered;

  OutcomeCursor(Map<String, String> client, TopicNames topics, MeterRegistry registry) {
    this.registry = registry;
    this.client = client;
    this.topics = List.of(topics.labels(), topics.deadLetters());
  }

  /** Connects, if it is not connected. */
  void open() {
    if (consumer != null) {
      return;
    }
    consumer =
        new KafkaConsumer<>(
            Clients.consumer(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    metrics = new KafkaClientMetrics(consumer);
    metrics.bindTo(registry);
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    if (begun) {
      partitions.forEach(partition -> consumer.seek(partition, places.getOrDefault(partition, 0L)));
    } else {
      consumer.seekToEnd(partitions);
      // seeking is lazy: what is written from here on must count as new
      partitions.forEach(
          partition -> places.put(partition, consumer.position(partition, PATIENCE)));
      begun = true;
    }
    discovered = System.nanoTime();
  }

  /** The records that have come, none after waiting for {@code patience}. */
  Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
    records.nextOffsets().forEach((partition, next) -> places.put(partition, next.offset()));
    if (System.nanoTime() - discovered > REDISCOVERY.toNanos()) {
      discover();
    }
    return records;
  }

  void wakeup() {
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
  }

  void close() {
    Consumer<byte[], byte[]> open = consumer;
    consumer = null;
    if (open != null) {
      metrics.close();
      open.close();
    }
  }

  private void discover() {
    discovered = System.nanoTime();
    List<TopicPartition> added;
    try {
      added = new ArrayList<>(partitions());
    } catch (TimeoutException e) {
      return; // the brokers are away for the moment
    }
    added.removeAll(consumer.assignment());
    if (!added.isEmpty()) {
      consumer.assign(Stream.concat(consumer.assignment().stream(), added.stream()).toList());
      consumer.seekToBeginning(added);
    }
  }

  private List<TopicPartition> partitions() {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }
}
