package dev.imageclassifier.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.testkit.TestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class CommittedConsumerIT {
  private final String brokers = TestBroker.shared().bootstrapServers();
  private final String topic =
      TestTopics.createUnique(brokers, 1, Map.of("max.message.bytes", "2000000"));
  private final List<String> read = new ArrayList<>();

  @Test
  @SuppressWarnings("try") // closes the consumer to open it again
  void startsAtItsPositionAndContinuesAfterReopening() {
    send(0, "before");
    try (CommittedConsumer consumer = consumer(StartPosition.end())) {
      consumer.open();
      send(0, "first");
      await(consumer, List.of("first"));

      consumer.close();
      send(0, "second");
      consumer.open();
      await(consumer, List.of("first", "second"));
    }
  }

  @Test
  void readsPartitionsThatAreAddedLaterFromTheirBeginning() {
    try (CommittedConsumer consumer = consumer(StartPosition.end())) {
      consumer.open();
      TestTopics.increasePartitions(brokers, topic, 2);
      send(1, "in the new partition");

      await(consumer, List.of("in the new partition"));
    }
  }

  @Test
  void omitsRecordsOfAbortedTransactions() throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "transactional.id", "test-" + topic),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record(0, "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(record(0, "committed")).get();
      producer.commitTransaction();
    }

    try (CommittedConsumer consumer = consumer(StartPosition.beginning())) {
      consumer.open();
      await(consumer, List.of("committed"));
    }
  }

  @Test
  void reportsWhenItHasReachedAnOffset() {
    send(0, "a", "b");
    try (CommittedConsumer consumer = consumer(StartPosition.beginning())) {
      consumer.open();
      var end = consumer.offsetsOf(StartPosition.end());

      assertFalse(consumer.hasReached(end));
      await(consumer, List.of("a", "b"));
      assertTrue(consumer.hasReached(end));
    }
  }

  @Test
  void remembersAWakeupBeforeItIsOpen() {
    try (CommittedConsumer consumer = consumer(StartPosition.end())) {
      consumer.wakeup();

      assertThrows(
          WakeupException.class,
          () -> {
            consumer.open();
            consumer.poll(Duration.ofMinutes(1));
          });
    }
  }

  @Test
  void inspectsTopics() throws InterruptedException {
    TopicInspector inspector =
        new TopicInspector(Map.of("bootstrap.servers", brokers), Duration.ofSeconds(30));

    TopicInspector.Topic found = inspector.describe(topic);

    assertEquals(1, found.partitions());
    assertEquals(2_000_000, found.maxMessageBytes().orElseThrow());
    assertEquals(found.id(), inspector.require(topic).id());
    String message =
        assertThrows(
                KafkaClientException.class, () -> inspector.requireAll(List.of(topic, "missing")))
            .getMessage();
    assertEquals(
        "Topic 'missing' does not exist at "
            + brokers
            + ": create it with 'pipeline run --create-topics' or kafka-topics, or choose another"
            + " with --topic.",
        message);
  }

  private CommittedConsumer consumer(StartPosition start) {
    return new CommittedConsumer(
        ClientProperties.committedConsumer(Map.of("bootstrap.servers", brokers), "test"),
        List.of(topic),
        start);
  }

  private void await(CommittedConsumer consumer, List<String> expected) {
    Await.until(
        "the records " + expected,
        () -> {
          consumer
              .poll(Duration.ofMillis(100))
              .forEach(record -> read.add(new String(record.value(), StandardCharsets.UTF_8)));
          return read.size() >= expected.size();
        });
    assertEquals(expected, read);
  }

  private void send(int partition, String... values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String value : values) {
      records.add(record(partition, value));
    }
    TestRecords.send(brokers, records);
  }

  private ProducerRecord<byte[], byte[]> record(int partition, String value) {
    return new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8));
  }
}
