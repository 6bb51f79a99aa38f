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

  @BeforeEach
  void start() {
    topology = new TopologyDriver(directory, Tracing.NONE);
    images = topology.images();
    labels = topology.labels();
    deadLetters = topology.deadLetters();
  }

  @AfterEach
  void theEquationHoldsAndNothingIsLeftOpen() {
    topology.close();
    RecordCounters counters = topology.counters();
    assertEquals(counters.in(), counters.labelled() + counters.deadLettered());
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
  void aPictureBecomesAResult() {
    images.pipeInput(record("pets/1.png", "a picture"));

    TestRecord<byte[], ClassificationResult> out = labels.readRecord();
    ClassificationResult result = out.value();
    assertArrayEquals(bytes("pets/1.png"), out.key());
    assertEquals("pets/1.png", result.imageId());
    assertEquals("cat", result.predictions().get(0).label());
    assertEquals("fake", result.model().name());
    assertEquals(9, result.image().bytes());
    assertEquals(
        new ClassificationResult.Source("in", 0, 0, "2026-11-23T10:15:30.000Z"), result.source());
    assertEquals(1, result.timing().batchSize());
    assertArrayEquals(bytes("kept"), out.headers().lastHeader("mine").value());
    assertArrayEquals(bytes("00-trace"), out.headers().lastHeader("traceparent").value());
    assertTrue(deadLetters.isEmpty());
  }

  @Test
  void whatIsRefusedGoesUntouchedToTheDeadLetters() {
    images.pipeInput(record("k", "bad bytes"));

    TestRecord<byte[], byte[]> out = deadLetters.readRecord();
    assertArrayEquals(bytes("k"), out.key());
    assertArrayEquals(bytes("bad bytes"), out.value());
    assertArrayEquals(bytes("kept"), out.headers().lastHeader("mine").value());
    DeadLetter letter = DeadLetterHeaders.read(out.headers());
    assertEquals(DeadLetterReason.CORRUPT.code(), letter.reason());
    assertEquals("in", letter.source().topic());
    assertEquals(0, letter.source().offset());
    assertTrue(labels.isEmpty());
  }

  @Test
  void aDeadLetterThatComesBackHasOneReasonOnly() {
    TestRecord<byte[], byte[]> record = record("k", "bad again");
    record.headers().add(HeaderNames.ERROR_REASON, bytes("empty"));
    images.pipeInput(record);

    TestRecord<byte[], byte[]> out = deadLetters.readRecord();
    int reasons = 0;
    for (var unused : out.headers().headers(HeaderNames.ERROR_REASON)) {
      reasons++;
    }
    assertEquals(1, reasons);
    assertEquals(DeadLetterReason.CORRUPT.code(), DeadLetterHeaders.read(out.headers()).reason());
  }

  @Test
  void aRecordWithoutKeyOrValueIsAccountedForToo() {
    images.pipeInput(record(null, "picture"));
    images.pipeInput(record("tombstone", null));
    images.pipeInput(record(null, ""));

    assertNull(labels.readRecord().value().imageId());
    TestRecord<byte[], byte[]> tombstone = deadLetters.readRecord();
    assertNull(tombstone.value());
    assertEquals(
        DeadLetterReason.EMPTY.code(), DeadLetterHeaders.read(tombstone.headers()).reason());
    TestRecord<byte[], byte[]> empty = deadLetters.readRecord();
    assertNull(empty.key());
    assertEquals(0, empty.value().length);
  }

  @Test
  void aValueThatTheDeadLetterTopicWouldRefuseIsLeftOutAndSaidSo() {
    images.pipeInput(record("fits", "bad" + "x".repeat(1_000)));
    images.pipeInput(record("does not", "bad" + "x".repeat(3_000)));

    assertEquals(1_003, deadLetters.readRecord().value().length);
    TestRecord<byte[], byte[]> out = deadLetters.readRecord();
    assertNull(out.value());
    assertArrayEquals(
        bytes("3003"), out.headers().lastHeader(HeaderNames.ERROR_VALUE_OMITTED).value());
    assertEquals(1, DeadLetterHeaders.read(out.headers()).source().offset());
  }

  @Test
  void aKeyThatLeavesNoRoomForTheResultIsADeadLetterWithoutIt() {
    images.pipeInput(record("k".repeat(4_000), "a picture"));

    TestRecord<byte[], byte[]> out = deadLetters.readRecord();
    assertNull(out.key());
    assertArrayEquals(
        bytes("4000"), out.headers().lastHeader(HeaderNames.ERROR_KEY_OMITTED).value());
    assertEquals(
        DeadLetterReason.TOO_MUCH_METADATA.code(), DeadLetterHeaders.read(out.headers()).reason());
    assertTrue(labels.isEmpty());
  }

  @Test
  void headersThatLeaveNoRoomAreLeftOutAndCounted() {
    TestRecord<byte[], byte[]> record = record("k", "a picture");
    record.headers().add("large", new byte[30_000]);
    images.pipeInput(record);

    TestRecord<byte[], byte[]> out = deadLetters.readRecord();
    assertArrayEquals(bytes("k"), out.key());
    assertArrayEquals(
        bytes("3"), out.headers().lastHeader(HeaderNames.ERROR_HEADERS_OMITTED).value());
    assertNull(out.headers().lastHeader("large"));
    assertEquals(0, DeadLetterHeaders.read(out.headers()).source().offset());
  }

  @Test
  void theDescriptionNamesEveryNode() {
    String described = ClassifierTopology.describe(TopologyDriver.TOPICS);

    for (String node :
        new String[] {"images-source", "classify", "labels-sink", "dead-letters-sink"}) {
      assertTrue(described.contains(node), described);
    }
  }
}
