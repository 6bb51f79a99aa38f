package dev.imageclassifier.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.support.TopologyDriver;
import dev.imageclassifier.topology.tracing.Tracing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassifierTopologyTest {
  @TempDir Path directory;

  private TopologyDriver topology;
  private TestInputTopic<byte[], byte[]> images;
  private TestOutputTopic<byte[], ClassificationResult> labels;
  private TestOutputTopic<byte[], byte[]> deadLetters;
  private long published;
  private long outcomesRead;

  @BeforeEach
  void start() {
    topology = new TopologyDriver(directory, Tracing.DISABLED);
    images = topology.images();
    labels = topology.labels();
    deadLetters = topology.deadLetters();
  }

  /** Each record has one outcome, on the topics as well as in the counters. */
  @AfterEach
  void recordsInEqualResultsPlusDeadLetters() {
    long onTopics = outcomesRead + labels.getQueueSize() + deadLetters.getQueueSize();
    topology.close();
    RecordCounters counters = topology.counters();
    assertEquals(published, onTopics);
    assertEquals(published, counters.received());
    assertEquals(published, counters.labelled() + counters.deadLettered());
    assertEquals(0, counters.snapshot().inProgress());
  }

  private void publish(TestRecord<byte[], byte[]> record) {
    images.pipeInput(record);
    published++;
  }

  private TestRecord<byte[], ClassificationResult> readResult() {
    outcomesRead++;
    return labels.readRecord();
  }

  private TestRecord<byte[], byte[]> readDeadLetter() {
    outcomesRead++;
    return deadLetters.readRecord();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static TestRecord<byte[], byte[]> record(String key, String value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", bytes("00-trace"));
    headers.add("mine", bytes("kept"));
    return new TestRecord<>(
        key == null ? null : bytes(key),
        value == null ? null : bytes(value),
        headers,
        Instant.parse("2026-11-23T10:15:30Z"));
  }

  @Test
  void writesAResultForAnImage() {
    publish(record("pets/1.png", "an image"));

    TestRecord<byte[], ClassificationResult> out = readResult();
    ClassificationResult result = out.value();
    assertArrayEquals(bytes("pets/1.png"), out.key());
    assertEquals("pets/1.png", result.imageId());
    assertEquals("cat", result.predictions().get(0).label());
    assertEquals("fake", result.model().name());
    assertEquals(8, result.image().bytes());
    assertEquals(
        new ClassificationResult.Source("in", 0, 0, "2026-11-23T10:15:30.000Z"), result.source());
    assertEquals(1, result.timing().batchSize());
    assertArrayEquals(bytes("kept"), out.headers().lastHeader("mine").value());
    assertArrayEquals(bytes("00-trace"), out.headers().lastHeader("traceparent").value());
    assertTrue(deadLetters.isEmpty());
  }

  @Test
  void writesARejectedRecordUnchangedToTheDeadLetterTopic() {
    publish(record("k", "bad bytes"));

    TestRecord<byte[], byte[]> out = readDeadLetter();
    assertArrayEquals(bytes("k"), out.key());
    assertArrayEquals(bytes("bad bytes"), out.value());
    assertArrayEquals(bytes("kept"), out.headers().lastHeader("mine").value());
    DeadLetter deadLetter = DeadLetterHeaders.read(out.headers());
    assertEquals(DeadLetterReason.CORRUPT.code(), deadLetter.reason());
    assertEquals("in", deadLetter.source().topic());
    assertEquals(0, deadLetter.source().offset());
    assertTrue(labels.isEmpty());
  }

  @Test
  void replacesTheReasonOfAnEarlierDeadLetter() {
    TestRecord<byte[], byte[]> record = record("k", "bad again");
    record.headers().add(HeaderNames.ERROR_REASON, bytes("empty"));
    publish(record);

    TestRecord<byte[], byte[]> out = readDeadLetter();
    int reasons = 0;
    for (var unused : out.headers().headers(HeaderNames.ERROR_REASON)) {
      reasons++;
    }
    assertEquals(1, reasons);
    assertEquals(DeadLetterReason.CORRUPT.code(), DeadLetterHeaders.read(out.headers()).reason());
  }

  @Test
  void acceptsNullKeysAndValues() {
    publish(record(null, "image"));
    publish(record("tombstone", null));
    publish(record(null, ""));

    assertNull(readResult().value().imageId());
    TestRecord<byte[], byte[]> tombstone = readDeadLetter();
    assertNull(tombstone.value());
    assertEquals(
        DeadLetterReason.EMPTY.code(), DeadLetterHeaders.read(tombstone.headers()).reason());
    TestRecord<byte[], byte[]> empty = readDeadLetter();
    assertNull(empty.key());
    assertEquals(0, empty.value().length);
  }

  @Test
  void omitsAValueThatTheDeadLetterTopicRejects() {
    publish(record("fits", "bad" + "x".repeat(1_000)));
    publish(record("too large", "bad" + "x".repeat(3_000)));

    assertEquals(1_003, readDeadLetter().value().length);
    TestRecord<byte[], byte[]> out = readDeadLetter();
    assertNull(out.value());
    assertArrayEquals(
        bytes("3003"), out.headers().lastHeader(HeaderNames.ERROR_VALUE_OMITTED).value());
    assertEquals(1, DeadLetterHeaders.read(out.headers()).source().offset());
  }

  @Test
  void rejectsARecordWhoseKeyMakesTheResultTooLarge() {
    publish(record("k".repeat(4_000), "an image"));

    TestRecord<byte[], byte[]> out = readDeadLetter();
    assertNull(out.key());
    assertArrayEquals(
        bytes("4000"), out.headers().lastHeader(HeaderNames.ERROR_KEY_OMITTED).value());
    assertEquals(
        DeadLetterReason.TOO_MUCH_METADATA.code(), DeadLetterHeaders.read(out.headers()).reason());
    assertTrue(labels.isEmpty());
  }

  @Test
  void omitsHeadersThatTheDeadLetterTopicRejects() {
    TestRecord<byte[], byte[]> record = record("k", "an image");
    record.headers().add("large", new byte[30_000]);
    publish(record);

    TestRecord<byte[], byte[]> out = readDeadLetter();
    assertArrayEquals(bytes("k"), out.key());
    assertArrayEquals(
        bytes("3"), out.headers().lastHeader(HeaderNames.ERROR_HEADERS_OMITTED).value());
    assertNull(out.headers().lastHeader("large"));
    assertEquals(0, DeadLetterHeaders.read(out.headers()).source().offset());
  }

  @Test
  void describesEveryNode() {
    String described = ClassifierTopology.describe(TopologyDriver.TOPICS);

    for (String node :
        new String[] {"images-source", "classify", "labels-sink", "dead-letters-sink"}) {
      assertTrue(described.contains(node), described);
    }
  }
}
