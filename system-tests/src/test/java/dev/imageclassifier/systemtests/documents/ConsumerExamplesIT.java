package dev.imageclassifier.systemtests.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.ExternalTool;
import dev.imageclassifier.testkit.ProjectFiles;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The consumers of {@code docs/examples}, on topics that also contain an aborted transaction. */
final class ConsumerExamplesIT {
  private static final Path EXAMPLES = ProjectFiles.file("docs/examples");
  private static final String RESULT =
      """
      {"image_id":"a.jpg","predictions":[{"rank":1,"label":"cat","score":0.75,"class_index":3}],\
      "model":{"name":"m","version":"1","precision":"fp32","digest":"sha256:%1$s"},\
      "image":{"format":"jpeg","width":5,"height":4,"bytes":9,"sha256":"%1$s"},\
      "source":{"topic":"images","partition":0,"offset":0,"timestamp":"2026-11-23T10:15:30.123Z"},\
      "timing":{"decode_ms":1.0,"preprocess_ms":1.0,"predict_ms":1.0,"batch_size":1}}"""
          .formatted("0".repeat(64));
  private static TestBroker broker;

  @BeforeAll
  static void writeOutcomes() throws Exception {
    broker = TestBroker.start();
    TestTopics.create(broker.bootstrapServers(), 1, TestTopics.LABELS, TestTopics.DEAD_LETTERS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(result("aborted.jpg")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(result("a.jpg")).get();
      var deadLetter =
          new ProducerRecord<>(TestTopics.DEAD_LETTERS, bytes("b.jpg"), bytes("not an image"));
      DeadLetterHeaders.write(
          deadLetter.headers(),
          DeadLetter.of(
              new Outcome.Rejected(
                  DeadLetterReason.NOT_AN_IMAGE, ErrorStage.READ, "unknown file signature"),
              new RecordPosition(TestTopics.IMAGES, 0, 1)));
      producer.send(deadLetter).get();
      producer.commitTransaction();
    }
    CommittedRecords.read(broker.bootstrapServers(), 2, TestTopics.LABELS, TestTopics.DEAD_LETTERS);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static ProducerRecord<byte[], byte[]> result(String id) {
    return new ProducerRecord<>(TestTopics.LABELS, bytes(id), bytes(RESULT.replace("a.jpg", id)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void javaExamplePrintsTheResults() throws Exception {
    String printed =
        new ExternalTool(Path.of(System.getProperty("java.home"), "bin", "java"))
            .run(
                EXAMPLES,
                Map.of(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "Labels.java",
                broker.bootstrapServers(),
                "1");

    assertEquals("a.jpg\tcat\t0.75", lastLine(printed));
  }

  @Test
  void pythonExamplePrintsResultsAndDeadLetters() throws Exception {
    // Debian's packages install modules for Debian's interpreter only
    ExternalTool python = new ExternalTool(Path.of("/usr/bin/python3"));
    ExternalTool.requireFile(
        Path.of("/usr/lib/python3/dist-packages/confluent_kafka"), "python3-confluent-kafka");

    String printed = python.run(EXAMPLES, Map.of(), "labels.py", broker.bootstrapServers(), "2");

    assertEquals(
        Set.of("a.jpg\tcat\t0.75", "b.jpg\tnot_an_image\tunknown file signature"),
        new TreeSet<>(printed.lines().toList()));
  }

  @Test
  void shellExamplePrintsResultsAndDeadLetters() throws Exception {
    ExternalTool.require("kcat");

    List<String> lines =
        new ExternalTool(EXAMPLES.resolve("labels.sh"))
            .run(EXAMPLES, Map.of(), broker.bootstrapServers())
            .lines()
            .toList();

    assertEquals(2, lines.size(), lines.toString());
    try (ResultDeserializer deserializer = new ResultDeserializer()) {
      ClassificationResult first = deserializer.deserialize(TestTopics.LABELS, bytes(lines.get(0)));
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
