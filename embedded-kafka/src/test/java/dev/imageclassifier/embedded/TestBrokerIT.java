package dev.imageclassifier.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestTopics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The properties of every {@link TestBroker}, embedded or in a container. */
final class TestBrokerIT {
  private static TestBroker broker;
  private static Clients clients;

  @BeforeAll
  static void start() {
    broker = TestBroker.start();
    clients = new Clients(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void readCommittedReturnsOnlyCommittedRecords() throws Exception {
    TestTopics.create(clients.bootstrapServers(), 1, "transactions");
    try (KafkaProducer<byte[], byte[]> producer =
        clients.producer(Map.of("transactional.id", "t"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", utf8("aborted"))).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", utf8("committed"))).get();
      producer.commitTransaction();
    }

    assertEquals(List.of("committed"), clients.texts("transactions", 1));
  }

  @Test
  void acceptsARecordOf15Megabytes() throws Exception {
    TestTopics.create(clients.bootstrapServers(), 1, "large");
    byte[] value = new byte[15_000_000];
    value[7_000_000] = 42;
    try (KafkaProducer<byte[], byte[]> producer =
        clients.producer(Map.of("max.request.size", "20000000"))) {
      producer.send(new ProducerRecord<>("large", value)).get();
    }

    assertArrayEquals(value, clients.values("large", 1).get(0));
  }

  @Test
  void doesNotCreateTopicsAutomatically() {
    try (KafkaProducer<byte[], byte[]> producer =
        clients.producer(Map.of("max.block.ms", "1500", "retries", "0"))) {
      ExecutionException failure =
          assertThrows(
              ExecutionException.class,
              () -> producer.send(new ProducerRecord<>("nowhere", utf8("lost"))).get());
      assertInstanceOf(TimeoutException.class, failure.getCause());
    }
  }

  @Test
  void supportsTheStreamsRebalanceProtocol() throws Exception {
    try (Admin admin = clients.admin()) {
      Map<String, FinalizedVersionRange> features =
          admin.describeFeatures().featureMetadata().get().finalizedFeatures();
      assertEquals(1, features.get("streams.version").maxVersionLevel());
      assertEquals(1, features.get("group.version").maxVersionLevel());
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
