package dev.imageclassifier.ingest.command;

import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.testkit.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One cluster for all tests of the module; each test makes topics of its own. */
public final class Broker {
  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private static final class Shared {
    static final TestBroker CLUSTER = start();

    private static TestBroker start() {
      TestBroker cluster = TestBroker.start();
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
      return cluster;
    }
  }

  private Broker() {}

  public static String address() {
    return Shared.CLUSTER.bootstrapServers();
  }

  public static Map<String, String> client() {
    return Map.of("bootstrap.servers", address());
  }

  /** A new topic. */
  public static String topic(int partitions, Map<String, String> configuration) {
    String name = "topic-" + TOPICS.incrementAndGet();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configuration);
      admin.createTopics(List.of(topic)).all().get();
      TopicLeaders.await(admin, List.of(name));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return name;
  }

  public static void grow(String topic, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
      TopicLeaders.await(admin, List.of(topic));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Every record that the topic holds now, partition by partition. */
  public static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> properties = Map.of("bootstrap.servers", address());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      long expected =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (records.size() < expected) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(records.size() + " of " + expected + " records came");
        }
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /**
   * Every committed record that the topic holds now, partition by partition. A commit is decided
   * before its records can be read: this waits until no transaction is open any more.
   */
  public static List<ConsumerRecord<byte[], byte[]>> committedRecords(String topic) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", address(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = ends(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** The ends of what is written, committed or not. */
  private static Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }

  /** How many records the topic holds now. */
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

  /** Returns when partition 0 holds at least so many records. */
  public static void awaitRecords(String topic, long count) {
    TopicPartition partition = new TopicPartition(topic, 0);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      while (consumer.endOffsets(List.of(partition)).get(partition) < count) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("fewer than " + count + " records came");
        }
      }
    }
  }

  /** Writes records, and returns when they are acknowledged. */
  public static void write(List<ProducerRecord<byte[], byte[]>> records) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", address(), "max.request.size", 20_000_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
