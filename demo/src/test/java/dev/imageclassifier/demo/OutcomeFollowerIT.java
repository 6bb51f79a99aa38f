package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultSerializer;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.testkit.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeFollowerIT {
  private static final Duration TICK = Duration.ofMillis(200);

  private TestBroker kafka;
  private Map<String, String> client;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void start() throws Exception {
    kafka = TestBroker.start();
    client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(Map.copyOf(client))) {
      admin
          .createTopics(
              List.of(new NewTopic("labels", 2, (short) 1), new NewTopic("dead", 2, (short) 1)))
          .all()
          .get();
      TopicLeaders.await(admin, List.of("labels", "dead"));
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "t"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @AfterEach
  void stop() {
    producer.close();
    kafka.close();
  }

  @Test
  void readsWhatIsCommittedFromNowOn() throws Exception {
    commit(label("before", 0));
    awaitLabel();
    try (OutcomeFollower follower = OutcomeFollower.fromNow(client, "labels", "dead")) {
      producer.beginTransaction();
      producer.send(label("aborted", 1)).get();
      producer.abortTransaction();
      commit(label("a", 2), deadLetter("b", 3));

      List<PictureOutcome> outcomes = new ArrayList<>();
      while (outcomes.size() < 2) {
        outcomes.addAll(follower.poll(TICK));
      }

      assertEquals(2, outcomes.size());
      assertTrue(outcomes.contains(Outcomes.labelled("a", 2)), outcomes.toString());
      assertTrue(outcomes.contains(Outcomes.deadLettered("b", 3)), outcomes.toString());
    }
  }

  @Test
  void aRecordOfAnotherKindIsTold() throws Exception {
    try (OutcomeFollower follower = OutcomeFollower.fromNow(client, "labels", "dead")) {
      commit(new ProducerRecord<>("dead", 1, utf8("key"), utf8("value")));

      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () -> {
                while (follower.poll(TICK).isEmpty()) {
                  Thread.onSpinWait();
                }
              });
      assertEquals(
          "The record at offset 0 of dead-1 cannot be read: The record has no header"
              + " error.reason.",
          refused.getMessage());
    }
  }

  /** A commit is decided before its records can be read: returns when the first label can be. */
  private void awaitLabel() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition("labels", 0), new TopicPartition("labels", 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (consumer.poll(TICK).isEmpty()) {
        Thread.onSpinWait();
      }
    }
  }

  @SafeVarargs
  private void commit(ProducerRecord<byte[], byte[]>... records) throws Exception {
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      producer.send(record).get();
    }
    producer.commitTransaction();
  }

  private static ProducerRecord<byte[], byte[]> label(String imageId, long offset) {
    byte[] value = new ResultSerializer().serialize("", Outcomes.result(imageId, offset));
    return new ProducerRecord<>("labels", utf8(imageId), value);
  }

  private static ProducerRecord<byte[], byte[]> deadLetter(String imageId, long offset) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("dead", utf8(imageId), utf8("broken"));
    DeadLetterHeaders.write(record.headers(), Outcomes.letter(offset));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
