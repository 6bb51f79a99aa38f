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
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicPlan;
import dev.imageclassifier.topology.support.FakeSession;
import dev.imageclassifier.topology.support.TestConsumer;
import dev.imageclassifier.topology.support.TestProducer;
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
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline against a real broker, with a session that costs nothing. */
final class PipelineIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
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
        TestBroker.start(Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private PipelineSettings settings(TopicPlan plan) {
    return new PipelineSettings(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        topics,
        plan,
        "app" + suffix,
        Guarantee.EXACTLY_ONCE_V2,
        2,
        new BatchSettings(8, 64L << 20, 3),
        DecodeSettings.DEFAULTS,
        OptionalInt.of(0),
        state);
  }

  private Pipeline start(TopicPlan plan) {
    return Pipeline.start(
        settings(plan), new ServedModel(FakeSession.MODEL, () -> new FakeSession(1)));
  }

  private static TopicPlan create() {
    return new TopicPlan(true, PARTITIONS, (short) 1);
  }

  private void publish(int count, byte[] first) throws Exception {
    List<ProducerRecord<byte[], byte[]>> pictures = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      byte[] value =
          number == 0 && first != null
              ? first
              : ((number % 10 == 3 ? "bad" : "picture") + number).getBytes(StandardCharsets.UTF_8);
      pictures.add(
          new ProducerRecord<>(
              topics.images(),
              number % PARTITIONS,
              Integer.toString(number).getBytes(StandardCharsets.UTF_8),
              value));
    }
    TestProducer.send(broker.bootstrapServers(), pictures);
  }

  private List<ConsumerRecord<byte[], byte[]>> read(int count) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new TopicPartition(topics.labels(), partition));
      partitions.add(new TopicPartition(topics.deadLetters(), partition));
    }
    return TestConsumer.receive(broker.bootstrapServers(), partitions, count, PATIENCE);
  }

  @Test
  void everyRecordComesOutOnceInItsOwnPartitionAndInBatches() throws Exception {
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
      assertEquals(0, pipeline.counters().snapshot().inHand());
    }
  }

  private static ClassificationResult result(byte[] value) {
    try (ResultDeserializer deserializer = new ResultDeserializer()) {
      return deserializer.deserialize("labels", value);
    }
  }

  @Test
  void theLargestRecordOfTheTopicStillFitsTheDeadLetters() throws Exception {
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
  void missingTopicsAreNamedAllAtOnce() {
    InvalidSettingsException refused =
        assertThrows(InvalidSettingsException.class, () -> start(TopicPlan.EXISTING));

    assertTrue(refused.getMessage().startsWith("3 problems:"), refused.getMessage());
    assertTrue(refused.getMessage().contains(topics.labels()), refused.getMessage());
    assertTrue(refused.getMessage().contains("--create-topics"), refused.getMessage());
  }

  @Test
  void topicsThatTheClusterCannotMakeAreNoFaultOfTheConnection() {
    InvalidSettingsException refused =
        assertThrows(
            InvalidSettingsException.class,
            () -> start(new TopicPlan(true, PARTITIONS, (short) 3)));

    assertTrue(
        refused.getMessage().startsWith("The topics cannot be created ("), refused.getMessage());
    assertTrue(refused.getMessage().contains("--replication-factor"), refused.getMessage());
  }

  @Test
  void aDeadLetterTopicWithASmallLimitCostsTheValueAndNotTheThread() throws Exception {
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
      ConsumerRecord<byte[], byte[]> letter =
          outcomes.stream().filter(o -> o.topic().equals(topics.deadLetters())).findAny().get();
      assertNull(letter.value());
      assertEquals(200, get(pipeline, "/livez").statusCode());
    }
  }

  @Test
  void anErrorEndsThePipelineWithItsCause() throws Exception {
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
  void healthSaysWhatIsGoingOn() throws Exception {
    try (Pipeline pipeline = start(create())) {
      pipeline.awaitReady(PATIENCE);
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
