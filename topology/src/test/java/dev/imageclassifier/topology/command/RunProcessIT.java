package dev.imageclassifier.topology.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestImages;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.topology.support.TestProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command {@code run} as a process, with the starter model and a real broker. */
final class RunProcessIT {
  private static final int SIGTERM = 143;
  private static TestBroker broker;

  @TempDir Path directory;

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private ChildProcess run(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--state-dir", directory.resolve("state").toString(), "--http-port", "-1"));
    arguments.addAll(List.of(more));
    return TestProcess.start(directory, name, RunCommand.class, arguments.toArray(String[]::new));
  }

  @Test
  void writesResultsAndDeadLettersUntilItIsStopped() throws Exception {
    try (ChildProcess child =
        run("run", "--bootstrap-server", broker.bootstrapServers(), "--create-topics")) {
      awaitLog(child, "started");
      TestRecords.send(
          broker.bootstrapServers(),
          List.of(
              new ProducerRecord<>(TopicNames.IMAGES, 0, bytes("sea.png"), TestImages.scenePng(2)),
              new ProducerRecord<>(
                  TopicNames.IMAGES, 0, bytes("notes.txt"), bytes("not an image"))));

      Map<String, ConsumerRecord<byte[], byte[]>> outcomes =
          outcomes(2, TopicNames.IMAGE_LABELS, TopicNames.IMAGE_DEAD_LETTERS);

      assertEquals(2, outcomes.size(), "records in = results + dead letters");
      try (ResultDeserializer results = new ResultDeserializer()) {
        ClassificationResult result =
            results.deserialize(
                TopicNames.IMAGE_LABELS, outcomes.get(TopicNames.IMAGE_LABELS).value());
        assertEquals("sea.png", result.imageId());
        assertEquals("starter", result.model().name());
        assertEquals(3, result.predictions().size());
      }
      assertEquals(
          DeadLetterReason.NOT_AN_IMAGE.code(),
          DeadLetterHeaders.read(outcomes.get(TopicNames.IMAGE_DEAD_LETTERS).headers()).reason());
      child.terminate();
      assertEquals(SIGTERM, child.awaitExit());
      assertEquals(List.of(), exceptions(child.log()));
    }
  }

  /** Ignores the lines of Kafka's clients, which log errors that they retry successfully. */
  private static List<String> exceptions(String log) {
    return log.replaceAll("(?m)^\\d\\d:.* o\\.a\\.k\\..*(\\R(?!\\d\\d:).*)*+", "")
        .lines()
        .filter(line -> line.contains("Exception"))
        .toList();
  }

  /** Simulates three kills from outside while the same record was in flight. */
  @Test
  void labelsASuspectRecordAfterAnIsolatedRetry() throws Exception {
    Path crashes = directory.resolve("state/image-classifier/instance-0/crashes.tsv");
    Files.createDirectories(crashes.getParent());
    Files.writeString(crashes, "suspects\t0\t0\t3\t" + Instant.now() + "\n");
    try (ChildProcess child =
        run(
            "suspect",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--create-topics",
            "--input-topic=suspects",
            "--output-topic=suspect-labels",
            "--dead-letter-topic=suspect-dead-letters")) {
      awaitLog(child, "threads");
      TestRecords.send(
          broker.bootstrapServers(),
          List.of(new ProducerRecord<>("suspects", 0, bytes("sea.png"), TestImages.scenePng(2))));

      assertEquals(
          Set.of("suspect-labels"), outcomes(1, "suspect-labels", "suspect-dead-letters").keySet());
      awaitLog(child, "isolated retry ended record=suspects-0@0 crashed=false");
    }
  }

  @Test
  void exitsWithOneSentenceIfATopicIsMissing() {
    try (ChildProcess child =
        run(
            "missing",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--input-topic",
            "no-such-topic")) {
      assertEquals(1, child.awaitExit());
      assertTrue(child.log().contains("'no-such-topic' does not exist"), child.log());
      assertFalse(child.log().contains("\tat "), child.log());
    }
  }

  @Test
  void exitsWithUsageForAnInvalidNumber() {
    try (ChildProcess child =
        run("usage", "--bootstrap-server", "localhost:1", "--batch-size", "0")) {
      assertEquals(2, child.awaitExit());
      assertTrue(child.log().contains("--batch-size is 0"), child.log());
    }
  }

  /** Sets secrets in files, environment variables and properties, at log level TRACE. */
  @Test
  void doesNotPrintSecrets() throws IOException {
    Path client = directory.resolve("client.properties");
    Files.writeString(
        client,
        """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
        username="u" password="canary-4711";
        ssl.keystore.password=canary-4711
        our.own.secret=canary-4711
        default.api.timeout.ms=3000
        """);
    Path settings = directory.resolve("run.properties");
    Files.writeString(settings, "command-config=" + client + "\n");
    for (String more : List.of("--check", "--verbose")) {
      try (ChildProcess child =
          TestProcess.builder(
                  directory,
                  RunCommand.class,
                  List.of("-Dimageclassifier.log.level=TRACE"),
                  Map.of(
                      "KAFKA_SSL_TRUSTSTORE_PASSWORD", "canary-4711",
                      "OTEL_EXPORTER_OTLP_ENDPOINT", "http://u:canary-4711@localhost:1",
                      "OTEL_EXPORTER_OTLP_HEADERS", "authorization=canary-4711"))
              .arguments(
                  "--bootstrap-server",
                  broker.bootstrapServers(),
                  "--config",
                  settings.toString(),
                  "--command-property",
                  "ssl.key.password=canary-4711",
                  "--http-port",
                  "-1",
                  "--state-dir",
                  directory.resolve("state").toString(),
                  more)
              .start(directory.resolve("secret" + more + ".log"))) {
        assertEquals(1, child.awaitExit());
        assertTrue(child.log().contains("SaslClientAuthenticator"), "the log level is not TRACE");
        assertFalse(child.log().contains("canary-4711"), child.log());
      }
    }
  }

  /** The JSON keys are constant, and values of records are not logged. */
  @Test
  void logsJson() throws Exception {
    try (ChildProcess child =
        TestProcess.builder(
                directory,
                RunCommand.class,
                List.of("-Dlogback.configurationFile=logback.xml"),
                Map.of("APP_LOG_FORMAT", "json"))
            .arguments(
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--create-topics",
                "--input-topic",
                "json-images",
                "--state-dir",
                directory.resolve("state").toString(),
                "--http-port",
                "-1")
            .start(directory.resolve("json.log"))) {
      awaitLog(child, "\"started\"");
      TestRecords.send(
          broker.bootstrapServers(),
          List.of(new ProducerRecord<>("json-images", bytes("key"), bytes("payload-4711"))));
      awaitLog(child, "\"dead letter\"");
      child.terminate();

      Set<String> messages = new TreeSet<>();
      ObjectMapper json = new ObjectMapper();
      for (String line : child.log().lines().toList()) {
        JsonNode event = json.readTree(line);
        Set<String> keys = new TreeSet<>();
        event.fieldNames().forEachRemaining(keys::add);
        keys.removeAll(Set.of("kvpList", "throwable"));
        assertEquals(
            Set.of("timestamp", "level", "threadName", "loggerName", "formattedMessage"), keys);
        messages.add(event.get("formattedMessage").asText());
      }
      assertTrue(
          messages.containsAll(
              Set.of(
                  "settings",
                  "model loaded",
                  "started",
                  "state changed",
                  "dead letter",
                  "stopped")),
          messages.toString());
      assertTrue(child.log().contains("{\"reason\":\"not_an_image\"}"), child.log());
      assertFalse(child.log().contains("payload-4711"), child.log());
    }
  }

  /** Without the explanation, Kafka's client would print a long stack trace. */
  @Test
  void explainsAMissingTruststoreInOneSentence() {
    try (ChildProcess child =
        TestProcess.builder(
                directory,
                RunCommand.class,
                List.of("-Dlogback.configurationFile=logback.xml"),
                Map.of())
            .arguments(
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--command-property",
                "security.protocol=SSL",
                "--command-property",
                "ssl.truststore.location=/no/such/truststore.p12",
                "--state-dir",
                directory.resolve("state").toString(),
                "--http-port",
                "-1")
            .start(directory.resolve("truststore.log"))) {
      assertEquals(1, child.awaitExit(), child::log);
      List<String> lines =
          child.log().lines().filter(line -> !line.contains(": settings source=")).toList();
      assertEquals(1, lines.size(), child.log());
      assertTrue(lines.get(0).startsWith("run: Cannot create the Kafka client ("), lines.get(0));
      assertTrue(lines.get(0).contains("/no/such/truststore.p12"), lines.get(0));
    }
  }

  @Test
  void checkReportsAllProblems() {
    try (ChildProcess child =
        run(
            "check",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--input-topic",
            "never",
            "--model",
            "no-such-model",
            "--threads",
            "0",
            "--max-side",
            "-1",
            "--check")) {
      assertEquals(1, child.awaitExit());
      assertTrue(child.log().contains("Topic 'never' does not exist"), child.log());
      assertTrue(child.log().contains("no-such-model"), child.log());
      assertTrue(child.log().contains("--threads is 0: it must be 1 or more\n"), child.log());
      assertTrue(child.log().contains("--max-side is -1: it must be 1 or more\n"), child.log());
      assertTrue(child.log().contains("\nproblems: "), child.log());
    }
  }

  @Test
  void checkReportsOk() {
    try (ChildProcess child =
        run(
            "fine",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--create-topics",
            "--check")) {
      assertEquals(0, child.awaitExit(), child::log);
      assertTrue(child.log().endsWith("ok\n"), child.log());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void awaitLog(ChildProcess child, String text) {
    child.await("the log contains: " + text, () -> child.log().contains(text));
  }

  /** Returns the last outcome of each output topic. */
  private static Map<String, ConsumerRecord<byte[], byte[]>> outcomes(
      int count, String labels, String deadLetters) {
    Map<String, ConsumerRecord<byte[], byte[]>> outcomes = new HashMap<>();
    CommittedRecords.read(broker.bootstrapServers(), count, labels, deadLetters)
        .forEach(r -> outcomes.put(r.topic(), r));
    return outcomes;
  }
}
