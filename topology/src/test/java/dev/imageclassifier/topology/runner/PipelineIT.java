package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicCreation;
import dev.imageclassifier.topology.support.FakeSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline with a real broker and a fake session. */
final class PipelineIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final int PARTITIONS = 3;
  private static TestBroker broker;
  private static int applications;

  @TempDir Path state;

  private final String suffix = "-" + applications++;
  private final TopicNames topics =
      new TopicNames("images" + suffix, "labels" + suffix, "dead" + suffix);

  @BeforeAll
  static void startBroker() {
    broker =
        TestBroker.start(
            Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private Pipeline start(TopicCreation creation) {
    return Pipeline.start(
        PipelineSettings.builder()
            .client(Map.of("bootstrap.servers", broker.bootstrapServers()))
            .topics(topics)
            .topicCreation(creation)
            .applicationId("app" + suffix)
            .threads(2)
            .httpPort(OptionalInt.of(0))
            .stateDirectory(state)
            .build(),
        new ServedModel(FakeSession.MODEL, () -> new FakeSession(1)));
  }

  private static TopicCreation create() {
    return TopicCreation.builder().enabled(true).partitions(PARTITIONS).build();
  }

  private void publish(int count, byte[] first) throws Exception {
    List<ProducerRecord<byte[], byte[]>> images = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      byte[] value =
          number == 0 && first != null
              ? first
              : ((number % 10 == 3 ? "bad" : "image") + number).getBytes(StandardCharsets.UTF_8);
      images.add(
          new ProducerRecord<>(
              topics.images(),
              number % PARTITIONS,
              Integer.toString(number).getBytes(StandardCharsets.UTF_8),
              value));
    }
    TestRecords.send(broker.bootstrapServers(), images);
  }

  private List<ConsumerRecord<byte[], byte[]>> read(int count) {
    return CommittedRecords.read(
        broker.bootstrapServers(), count, topics.labels(), topics.deadLetters());
  }

  @Test
  void writesOneOutcomePerRecordToTheSamePartition() throws Exception {
    try (Pipeline pipeline = start(create())) {
      publish(300, null);
      List<ConsumerRecord<byte[], byte[]>> outcomes = read(300);

      assertEquals(300, outcomes.size());
      assertEquals(
          300,
          outcomes.stream()
              .map(o -> new String(o.key(), StandardCharsets.UTF_8))
              .distinct()
              .count());
      assertEquals(
          30, outcomes.stream().filter(o -> o.topic().equals(topics.deadLetters())).count());
      for (ConsumerRecord<byte[], byte[]> outcome : outcomes) {
        int number = Integer.parseInt(new String(outcome.key(), StandardCharsets.UTF_8));
        assertEquals(number % PARTITIONS, outcome.partition());
      }
      int largest =
          outcomes.stream()
              .filter(o -> o.topic().equals(topics.labels()))
              .map(o -> result(o.value()))
              .mapToInt(result -> result.timing().batchSize())
              .max()
              .orElse(0);
      assertTrue(largest > 1 && largest <= 8, "largest batch: " + largest);
      assertEquals(0, pipeline.counters().snapshot().inProgress());
    }
  }

  private static ClassificationResult result(byte[] value) {
    try (ResultDeserializer deserializer = new ResultDeserializer()) {
      return deserializer.deserialize("labels", value);
    }
  }

  @Test
  void writesADeadLetterForTheLargestRecord() throws Exception {
    try (Pipeline pipeline = start(create())) {
      byte[] large = new byte[DecodeSettings.DEFAULTS.maxBytes() + (1 << 20) - 1_000];
      System.arraycopy("bad".getBytes(StandardCharsets.UTF_8), 0, large, 0, 3);
      publish(1, large);

      List<ConsumerRecord<byte[], byte[]>> outcomes = read(1);

      assertEquals(1, outcomes.size());
      assertEquals(large.length, outcomes.get(0).value().length);
      assertEquals(200, get(pipeline, "/livez").statusCode());
    }
  }

  @Test
  void reportsAllMissingTopics() {
    InvalidSettingsException exception =
        assertThrows(InvalidSettingsException.class, () -> start(TopicCreation.builder().build()));

    assertTrue(exception.getMessage().startsWith("3 problems:"), exception.getMessage());
    assertTrue(exception.getMessage().contains(topics.labels()), exception.getMessage());
    assertTrue(exception.getMessage().contains("--create-topics"), exception.getMessage());
  }

  @Test
  void reportsTopicsThatTheClusterCannotCreate() {
    InvalidSettingsException exception =
        assertThrows(
            InvalidSettingsException.class,
            () ->
                start(TopicCreation.builder().enabled(true).replicationFactor((short) 3).build()));

    assertTrue(
        exception.getMessage().startsWith("Cannot create the topics ("), exception.getMessage());
    assertTrue(exception.getMessage().contains("--replication-factor"), exception.getMessage());
  }

  @Test
  void omitsTheValueIfTheDeadLetterTopicHasASmallLimit() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topics.deadLetters(), PARTITIONS, (short) 1)
                      .configs(Map.of("max.message.bytes", "2000"))))
          .all()
          .get();
      TopicLeaders.await(admin, List.of(topics.deadLetters()));
    }
    try (Pipeline pipeline = start(create())) {
      publish(2, ("bad" + "x".repeat(5_000)).getBytes(StandardCharsets.UTF_8));

      List<ConsumerRecord<byte[], byte[]>> outcomes = read(2);

      assertEquals(2, outcomes.size());
      ConsumerRecord<byte[], byte[]> deadLetter =
          outcomes.stream().filter(o -> o.topic().equals(topics.deadLetters())).findAny().get();
      assertNull(deadLetter.value());
      assertEquals(200, get(pipeline, "/livez").statusCode());
    }
  }

  @Test
  void endsWithTheCauseOfAnError() throws Exception {
    try (Pipeline pipeline = start(create())) {
      publish(1, "error".getBytes(StandardCharsets.UTF_8));

      Throwable cause = pipeline.await().orElseThrow();

      assertInstanceOf(OutOfMemoryError.class, rootOf(cause));
      assertEquals(503, get(pipeline, "/livez").statusCode());
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  @Test
  void servesHealthAndMetrics() throws Exception {
    try (Pipeline pipeline = start(create())) {
      pipeline.awaitReady(TIMEOUT);
      publish(20, null);
      assertEquals(20, read(20).size());

      assertEquals(200, get(pipeline, "/livez").statusCode());
      assertEquals("ok\n", get(pipeline, "/readyz").body());
      String metrics = get(pipeline, "/metrics").body();
      assertTrue(metrics.contains("image_classifier_records_total 20.0\n"), metrics);
      assertTrue(metrics.contains("image_classifier_results_total 18.0\n"), metrics);
      assertTrue(
          metrics.contains("image_classifier_dead_letters_total{reason=\"corrupt\"} 2.0\n"),
          metrics);
    }
  }

  private static HttpResponse<String> get(Pipeline pipeline, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + pipeline.httpPort().orElseThrow() + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
