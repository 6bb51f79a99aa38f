package dev.imageclassifier.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import org.junit.jupiter.api.TestInstance;

/** What every {@link KafkaCluster} must do; one subclass for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KafkaClusterContract {
  private KafkaCluster cluster;
  private Clients clients;

  abstract KafkaCluster startCluster();

  @BeforeAll
  void start() {
    cluster = startCluster();
    clients = new Clients(cluster.bootstrapServers());
  }

  @AfterAll
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void readCommittedSeesCommittedRecordsOnly() throws Exception {
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
  void takesAMessageOf15Megabytes() throws Exception {
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
  void doesNotCreateTopicsByItself() {
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
  void speaksTheStreamsRebalanceProtocol() throws Exception {
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
