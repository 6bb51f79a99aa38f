package dev.imageclassifier.topology.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.topology.batch.BatchSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

final class StreamsPropertiesTest {
  private static final int LARGEST = 11 << 20;

  private static PipelineSettings settings(
      Map<String, String> client, Guarantee guarantee, BatchSettings batch) {
    Map<String, String> all = new HashMap<>(client);
    all.putIfAbsent("bootstrap.servers", "localhost:9092");
    return PipelineSettings.builder()
        .client(all)
        .applicationId("app")
        .guarantee(guarantee)
        .threads(2)
        .batch(batch)
        .stateDirectory(Path.of("state"))
        .build();
  }

  private static BatchSettings batch(int size, long lookAheadBytes) {
    return BatchSettings.builder().batchSize(size).lookAheadBytes(lookAheadBytes).build();
  }

  private static Properties build(Map<String, String> client) {
    return build(settings(client, Guarantee.EXACTLY_ONCE_V2, batch(8, 64 << 20)));
  }

  private static Properties build(PipelineSettings settings) {
    return new StreamsProperties(settings, LARGEST)
        .build(Path.of("streams"), "instance", (records, full) -> {});
  }

  @Test
  void derivesPollAndBufferFromTheBatchSize() {
    Properties properties = build(Map.of());

    assertEquals(16, properties.get("consumer.max.poll.records"));
    assertEquals(16, properties.get("buffered.records.per.partition"));
  }

  @Test
  void allowsRequestsForTheLargestDeadLetter() {
    Properties properties = build(Map.of());

    assertEquals(LARGEST + (1 << 20), properties.get("producer.max.request.size"));
    assertTrue(
        (Long) properties.get("producer.buffer.memory")
            >= (Integer) properties.get("producer.max.request.size"));
  }

  @Test
  void setsATransactionTimeoutAboveTheSlowestBatch() {
    assertEquals(120_000, build(Map.of()).get("producer.transaction.timeout.ms"));
    Properties large = build(settings(Map.of(), Guarantee.EXACTLY_ONCE_V2, batch(1024, 64 << 20)));
    assertEquals(
        1_000 + 5_000 + 1024 * 250 + 2 * 500, large.get("producer.transaction.timeout.ms"));
  }

  @Test
  void setsNoTransactionTimeoutForAtLeastOnce() {
    Properties properties = build(settings(Map.of(), Guarantee.AT_LEAST_ONCE, batch(8, 64 << 20)));

    assertEquals("at_least_once", properties.get("processing.guarantee"));
    assertNull(properties.get("producer.transaction.timeout.ms"));
  }

  @Test
  void prefersThePropertiesOfTheOperator() {
    Properties plain = build(Map.of("max.poll.records", "99"));
    assertEquals("99", plain.get("max.poll.records"));
    assertFalse(
        plain.containsKey("consumer.max.poll.records"), "a prefixed property would override it");

    Properties prefixed = build(Map.of("main.consumer.max.poll.records", "98"));
    assertEquals("98", prefixed.get("main.consumer.max.poll.records"));
    assertFalse(prefixed.containsKey("consumer.max.poll.records"));
  }

  @Test
  void rejectsContradictionsWithTheCalculation() {
    InvalidSettingsException exception =
        assertThrows(
            InvalidSettingsException.class,
            () ->
                build(
                    Map.of(
                        "max.poll.records", "4",
                        "transaction.timeout.ms", "6000",
                        "max.request.size", "many",
                        "max.poll.interval.ms", "100")));

    String message = exception.getMessage();
    assertTrue(message.startsWith("4 problems:"), message);
    assertTrue(message.contains("max.poll.records=4 is less than 8"), message);
    assertTrue(
        message.contains("1000 + 5000 ms to decode + 8 × 250 ms to predict = 8000 ms"), message);
    assertTrue(message.contains("max.request.size is not a whole number"), message);
  }

  @Test
  void rejectsALookAheadSmallerThanOneImage() {
    InvalidSettingsException exception =
        assertThrows(
            InvalidSettingsException.class,
            () -> build(settings(Map.of(), Guarantee.AT_LEAST_ONCE, batch(8, 1 << 20))));

    assertTrue(exception.getMessage().contains("--look-ahead-bytes"), exception.getMessage());
  }

  private static Properties inHeap(long heap, int largestRecord) {
    return new StreamsProperties(
            settings(Map.of(), Guarantee.AT_LEAST_ONCE, batch(8, 64 << 20)), largestRecord, heap)
        .build(Path.of("streams"), "instance", (records, full) -> {});
  }

  @Test
  void limitsAFetchToAPartOfTheHeap() {
    assertEquals(
        64 << 20, inHeap(8L << 30, 1 << 20).get("consumer.fetch.max.bytes"), "the look-ahead");
    assertEquals(
        16 << 20,
        inHeap(512L << 20, 1 << 20).get("consumer.fetch.max.bytes"),
        "a quarter of the heap, two threads, four copies");
    assertEquals(
        40 << 20, inHeap(512L << 20, 40 << 20).get("consumer.fetch.max.bytes"), "one record");
  }

  @Test
  void rejectsAHeapTooSmallForTheLargestRecords() {
    InvalidSettingsException exception =
        assertThrows(InvalidSettingsException.class, () -> inHeap(256L << 20, 80 << 20));

    assertTrue(
        exception
            .getMessage()
            .startsWith("The heap, 256 MiB, is less than 2 threads × 2 × 83886080 bytes"),
        exception.getMessage());
    assertTrue(exception.getMessage().contains("= 320 MiB: give a larger heap"));
  }

  @Test
  void isAcceptedByKafka() {
    Properties properties = build(Map.of());
    StreamsConfig config = new StreamsConfig(properties);

    assertEquals(16, config.getMainConsumerConfigs("g", "c", 0).get("max.poll.records"));
    assertEquals(
        "dev.imageclassifier.topology.lookahead.LookAheadInterceptor",
        config.getMainConsumerConfigs("g", "c", 0).get("interceptor.classes"));
    assertNull(config.getRestoreConsumerConfigs("r").get("interceptor.classes"));
  }
}
