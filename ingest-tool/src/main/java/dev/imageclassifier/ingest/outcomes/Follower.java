package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.connect.ConnectionFailures;
import dev.imageclassifier.ingest.connect.TopicCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of a topic, those added later too, in the order of each partition. One
 * thread; only {@link #stop} may be called from another.
 */
public final class Follower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration REDISCOVERY = Duration.ofSeconds(1);

  private final Map<String, ?> client;
  private final FollowSettings settings;
  private final Consumer<byte[], byte[]> consumer;

  /**
   * Checks that the topic is there, and connects.
   *
   * @param client Kafka client properties, {@code bootstrap.servers} among them
   * @throws UserError when no broker answers in time, the topic is missing, or the properties are
   *     not usable
   * @throws InterruptedException when interrupted while waiting for the brokers
   */
  public Follower(Map<String, ?> client, FollowSettings settings) throws InterruptedException {
    this.client = client;
    this.settings = settings;
    TopicCheck.require(client, settings.topic(), settings.timeout());
    try {
      this.consumer =
          new KafkaConsumer<>(
              ConsumerProperties.of(client),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw ConnectionFailures.explain(e, client, settings.topic());
    }
  }

  /**
   * Hands over record by record until the settings, the reader or {@link #stop} end it.
   *
   * @param ready runs once, as soon as every later record is certain to be handed over
   * @param reader takes the records
   * @throws UserError when the topic can no longer be read
   */
  public void follow(Runnable ready, RecordReader reader) {
    try {
      start();
      Optional<Map<TopicPartition, Long>> ends =
          settings
              .until()
              .map(place -> place.in(consumer, consumer.assignment(), settings.timeout()));
      ready.run();
      read(reader, ends);
    } catch (WakeupException e) {
      // stopped
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      throw ConnectionFailures.explain(e, client, settings.topic());
    }
  }

  /** Ends {@link #follow} soon. Any thread. */
  public void stop() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void read(RecordReader reader, Optional<Map<TopicPartition, Long>> ends) {
    long lastRecord = System.nanoTime();
    long lastDiscovery = lastRecord;
    while (ends.isEmpty() || !reached(ends.get())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (!reader.read(record)) {
          return;
        }
        lastRecord = System.nanoTime();
      }
      reader.polled();
      long now = System.nanoTime();
      if (now - lastDiscovery > REDISCOVERY.toNanos()) {
        discover();
        lastDiscovery = now;
      }
      if (settings.untilIdle().isPresent()
          && now - lastRecord >= settings.untilIdle().get().toNanos()) {
        discover();
        // also fails where the brokers are away: silence is not the end then
        if (reached(consumer.endOffsets(consumer.assignment(), settings.timeout()))) {
          return;
        }
      }
    }
  }

  private void start() {
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    settings.from().in(consumer, partitions, settings.timeout()).forEach(consumer::seek);
  }

  /** Takes in partitions that were added; all their records are new. */
  private void discover() {
    List<TopicPartition> added;
    try {
      added = partitions();
    } catch (TimeoutException e) {
      return; // the brokers are away for the moment
    }
    Set<TopicPartition> known = consumer.assignment();
    added.removeAll(known);
    if (!added.isEmpty()) {
      List<TopicPartition> all = new ArrayList<>(known);
      all.addAll(added);
      consumer.assign(all);
      consumer.seekToBeginning(added);
    }
  }

  private List<TopicPartition> partitions() {
    Collection<PartitionInfo> infos = consumer.partitionsFor(settings.topic(), settings.timeout());
    List<TopicPartition> partitions = new ArrayList<>();
    infos.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    return partitions;
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), settings.timeout()) >= end.getValue());
  }
}
