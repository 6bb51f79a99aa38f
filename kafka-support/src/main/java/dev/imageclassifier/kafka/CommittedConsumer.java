package dev.imageclassifier.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of all partitions of some topics, each partition in order. It reads
 * partitions that are added later from their beginning. It joins no consumer group and commits no
 * offsets. The positions remain valid after {@link #close}: {@link #open} then creates a new client
 * that continues after the last returned record.
 *
 * <p>Not thread-safe. Other threads may call {@link #wakeup} only.
 */
public final class CommittedConsumer implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(1);

  private final Map<String, Object> properties;
  private final List<String> topics;
  private final StartPosition start;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private Function<Consumer<?, ?>, AutoCloseable> instrumentation = client -> () -> {};
  private Duration timeout = TIMEOUT;
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile boolean wakeupRequested;
  private AutoCloseable metrics;
  private long lastDiscovery;

  /**
   * Creates a consumer without connecting it.
   *
   * @param properties of the client, from {@link ClientProperties#committedConsumer}
   * @param topics topics to read; they exist
   * @param start where to start in the partitions that exist when {@link #open} is first called
   */
  public CommittedConsumer(
      Map<String, Object> properties, Collection<String> topics, StartPosition start) {
    this.properties = Map.copyOf(properties);
    this.topics = List.copyOf(topics);
    this.start = start;
  }

  /** Sets the timeout of a request to the brokers. The default is 15 seconds. */
  public CommittedConsumer withTimeout(Duration duration) {
    timeout = duration;
    return this;
  }

  /** Calls {@code binding} with each new client, for metrics; closes its result with the client. */
  public CommittedConsumer instrumentedBy(Function<Consumer<?, ?>, AutoCloseable> binding) {
    instrumentation = binding;
    return this;
  }

  /**
   * Connects, unless connected. When this returns, the positions are fixed: each record that is
   * committed later will be returned by {@link #poll}.
   *
   * @throws org.apache.kafka.common.KafkaException when the brokers do not respond in time, or the
   *     properties are invalid
   */
  public void open() {
    if (consumer != null) {
      return;
    }
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    metrics = instrumentation.apply(consumer);
    if (wakeupRequested) {
      consumer.wakeup();
    }
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    if (positions.isEmpty()) {
      positions.putAll(start.offsets(consumer, partitions, timeout));
    }
    partitions.forEach(
        partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
    lastDiscovery = System.nanoTime();
  }

  /** The next committed records; empty when none arrives within {@code duration}. */
  public ConsumerRecords<byte[], byte[]> poll(Duration duration) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(duration);
    records.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
    if (System.nanoTime() - lastDiscovery > DISCOVERY_INTERVAL.toNanos()) {
      discoverPartitions();
    }
    return records;
  }

  /** The offsets of {@code position} in the partitions that are read now. */
  public Map<TopicPartition, Long> offsetsOf(StartPosition position) {
    return position.offsets(consumer, consumer.assignment(), timeout);
  }

  /** Whether the next record of each partition has at least this offset. */
  public boolean hasReached(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), timeout) >= end.getValue());
  }

  /** Looks for partitions that were added, and reads them from their beginning. */
  public void discoverPartitions() {
    lastDiscovery = System.nanoTime();
    List<TopicPartition> all;
    try {
      all = partitions();
    } catch (TimeoutException e) {
      return; // no broker answers at the moment
    }
    List<TopicPartition> added = new ArrayList<>(all);
    added.removeAll(consumer.assignment());
    if (!added.isEmpty()) {
      List<TopicPartition> assigned = new ArrayList<>(consumer.assignment());
      assigned.addAll(added);
      consumer.assign(assigned);
      consumer.seekToBeginning(added);
    }
  }

  /**
   * Makes the current or next call of the owning thread throw a {@code WakeupException}, even if
   * the consumer is not open yet. Any thread.
   */
  public void wakeup() {
    wakeupRequested = true;
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
  }

  /** Closes the client and keeps the positions. */
  @Override
  public void close() {
    Consumer<byte[], byte[]> open = consumer;
    consumer = null;
    if (open != null) {
      try {
        metrics.close();
      } catch (Exception e) {
        throw new IllegalStateException("The client's metrics cannot be closed", e);
      } finally {
        open.close();
      }
    }
  }

  private List<TopicPartition> partitions() {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic, timeout).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }
}
