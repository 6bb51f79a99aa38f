package dev.imageclassifier.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.connection.TopicWait;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterHeaders;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.ResultDeserializer;
import dev.imageclassifier.contract.Topics;
import dev.imageclassifier.embedded.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The consumers of {@code docs/examples}, on topics that also hold what must not be read. */
final class ConsumerExamplesIT {
  private static final Path EXAMPLES = Project.ROOT.resolve(Path.of("docs", "examples"));
  private static final String RESULT =
      """
      {"image_id":"a.jpg","predictions":[{"rank":1,"label":"cat","score":0.75,"class_index":3}],\
      "model":{"name":"m","version":"1","precision":"fp32","digest":"sha256:%1$s"},\
      "image":{"format":"jpeg","width":5,"height":4,"bytes":9,"sha256":"%1$s"},\
      "source":{"topic":"images","partition":0,"offset":0,"timestamp":"2026-11-23T10:15:30.123Z"},\
      "timing":{"decode_ms":1.0,"preprocess_ms":1.0,"predict_ms":1.0,"batch_size":1}}"""
          .formatted("0".repeat(64));
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void writeOutcomes() throws Exception {
    kafka = EmbeddedKafka.start();
    Map<String, Object> brokers = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(brokers)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.IMAGE_LABELS, 1, (short) 1),
                  new NewTopic(Topics.IMAGE_DEAD_LETTERS, 1, (short) 1)))
          .all()
          .get();
      TopicWait.untilLeadersAreKnown(
          admin, List.of(Topics.IMAGE_LABELS, Topics.IMAGE_DEAD_LETTERS));
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(result("aborted.jpg")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(result("a.jpg")).get();
      var letter =
          new ProducerRecord<>(Topics.IMAGE_DEAD_LETTERS, bytes("b.jpg"), bytes("no picture"));
      DeadLetterHeaders.write(
          letter.headers(),
          new DeadLetter(
              DeadLetterReason.NOT_AN_IMAGE,
              ErrorStage.READ,
              "the first bytes are those of no picture format known",
              Topics.IMAGES,
              0,
              1,
              ""));
      producer.send(letter).get();
      producer.commitTransaction();
    }
    awaitOutcomes();
  }

  /** A commit is decided before its records can be read: returns when they can. */
  private static void awaitOutcomes() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(
              new TopicPartition(Topics.IMAGE_LABELS, 0),
              new TopicPartition(Topics.IMAGE_DEAD_LETTERS, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int seen = 0; seen < 2; ) {
        seen += consumer.poll(Duration.ofMillis(200)).count();
      }
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static ProducerRecord<byte[], byte[]> result(String id) {
    return new ProducerRecord<>(Topics.IMAGE_LABELS, bytes(id), bytes(RESULT.replace("a.jpg", id)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void java() throws Exception {
    String printed =
        new Tool(Path.of(System.getProperty("java.home"), "bin", "java"))
            .run(
                EXAMPLES,
                Map.of(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "Labels.java",
                kafka.bootstrapServers(),
                "1");

    assertEquals("a.jpg\tcat\t0.75", lastLine(printed));
  }

  @Test
  void python() throws Exception {
    // Debian's own interpreter, which is the one that Debian's packages are for
    Tool python = new Tool(Path.of("/usr/bin/python3"));
    Tool.requireFile(
        Path.of("/usr/lib/python3/dist-packages/confluent_kafka"), "python3-confluent-kafka");

    String printed = python.run(EXAMPLES, Map.of(), "labels.py", kafka.bootstrapServers(), "2");

    assertEquals(
        Set.of(
            "a.jpg\tcat\t0.75",
            "b.jpg\tnot_an_image\tthe first bytes are those of no picture format known"),
        new TreeSet<>(printed.lines().toList()));
  }

  @Test
  void shell() throws Exception {
    Tool.require("kcat");

    List<String> lines =
        new Tool(EXAMPLES.resolve("labels.sh"))
            .run(EXAMPLES, Map.of(), kafka.bootstrapServers())
            .lines()
            .toList();

    assertEquals(2, lines.size(), lines.toString());
    try (ResultDeserializer deserializer = new ResultDeserializer()) {
      ClassificationResult first =
          deserializer.deserialize(Topics.IMAGE_LABELS, bytes(lines.get(0)));
      assertEquals("a.jpg", first.imageId());
    }
    assertEquals("b.jpg", lines.get(1).split("\t", 2)[0]);
    assertEquals(true, lines.get(1).contains("error.reason=not_an_image"), lines.get(1));
  }

  private static String lastLine(String text) {
    List<String> lines = text.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
