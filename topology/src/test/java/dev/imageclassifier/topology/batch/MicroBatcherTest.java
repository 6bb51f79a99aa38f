package dev.imageclassifier.topology.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.lookahead.PolledRecord;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.CrashLog;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier.IsolatedResult;
import dev.imageclassifier.topology.quarantine.Quarantine;
import dev.imageclassifier.topology.support.FakeSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MicroBatcherTest {
  private static final int BATCH_SIZE = 4;
  private static final int CRASH_LIMIT = 3;

  @TempDir Path directory;

  private final FakeSession session = new FakeSession();
  private final RecordCounters counters = new RecordCounters();
  private IsolatedClassifier isolated = IsolatedClassifier.NONE;
  private MicroBatcher batcher;

  @BeforeEach
  void createBatcher() {
    batcher = newBatcher();
  }

  private MicroBatcher newBatcher() {
    return new MicroBatcher(
        new ModelSession(FakeSession.MODEL, session),
        BatchSettings.builder().batchSize(BATCH_SIZE).crashLimit(CRASH_LIMIT).build(),
        new Quarantine(inFlightRecords(), isolated, CRASH_LIMIT),
        counters,
        StageListener.NONE);
  }

  private CrashLog.InFlightRecords inFlightRecords() {
    return new CrashLog(directory).newInFlightRecords();
  }

  private static RecordPosition position(long offset) {
    return new RecordPosition("images", 0, offset);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void poll(long offset, byte[] value) {
    batcher.lookAhead().add(new PolledRecord(position(offset), value));
  }

  /** Polls all images, and then processes them in order, as Kafka Streams does. */
  private List<Outcome> pollAndClassify(String... images) {
    List<byte[]> values = new ArrayList<>();
    for (int offset = 0; offset < images.length; offset++) {
      values.add(bytes(images[offset]));
      poll(offset, values.get(offset));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int offset = 0; offset < images.length; offset++) {
      outcomes.add(batcher.classify(position(offset), values.get(offset)).outcome());
    }
    return outcomes;
  }

  /** Asserts the images of each call of the session, separated by spaces. */
  private void assertBatches(String... batches) {
    assertEquals(
        List.of(batches),
        session.batches().stream().map(batch -> String.join(" ", batch)).toList());
  }

  @Test
  void classifiesTheLookAheadInFullBatches() {
    List<Outcome> outcomes = pollAndClassify("a", "b", "c", "d", "e", "f");

    assertBatches("a b c d", "e f");
    outcomes.forEach(outcome -> assertInstanceOf(Outcome.Labelled.class, outcome));
    assertEquals(6, outcomes.size());
    assertEquals(2, counters.batches());
    assertEquals(6, counters.batchedRecords());
    assertTrue(batcher.isCaughtUp());
  }

  @Test
  void keepsTheModelOfCachedOutcomesAfterASwitch() {
    ClassificationResult.Model next =
        new ClassificationResult.Model("fake", "2", "fp32", FakeSession.MODEL.digest());
    List<byte[]> values = new ArrayList<>();
    for (int offset = 0; offset < 6; offset++) {
      values.add(bytes("image" + offset));
      poll(offset, values.get(offset));
    }
    List<String> versions = new ArrayList<>();
    for (int offset = 0; offset < 6; offset++) {
      ClassifiedRecord classified = batcher.classify(position(offset), values.get(offset));
      versions.add(classified.model().version());
      if (offset == 0) {
        batcher.switchTo(new ModelSession(next, new FakeSession()));
      }
    }

    // The first batch of four was classified before the switch.
    assertEquals(List.of("1", "1", "1", "1", "2", "2"), versions);
  }

  @Test
  void movesTheRestOfASlowBatchToTheNextBatch() {
    List<Outcome> outcomes = pollAndClassify("a", "slow", "c", "d");

    // The session classifies "a" and "slow" of the first batch, so "c" and "d" are classified in
    // the next batch.
    assertBatches("a slow c d", "c d");
    outcomes.forEach(outcome -> assertInstanceOf(Outcome.Labelled.class, outcome));
  }

  @Test
  void classifiesOneByOneWithoutALookAhead() {
    batcher.classify(position(0), bytes("a"));
    batcher.classify(position(1), bytes("b"));

    assertBatches("a", "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void rejectsOnlyTheBadImageOfABatch(int badIndex) {
    String[] images = {"a", "b", "c", "d"};
    images[badIndex] = "bad";

    List<Outcome> outcomes = pollAndClassify(images);

    for (int i = 0; i < images.length; i++) {
      if (i == badIndex) {
        Outcome.Rejected rejected = assertInstanceOf(Outcome.Rejected.class, outcomes.get(i));
        assertEquals(DeadLetterReason.CORRUPT, rejected.reason());
      } else {
        assertInstanceOf(Outcome.Labelled.class, outcomes.get(i));
      }
    }
    assertBatches(String.join(" ", images));
  }

  @Test
  void classifiesARecordAgainAfterARepeatedPoll() {
    poll(1, bytes("b"));
    batcher.classify(position(0), bytes("a"));

    batcher.classify(position(1), bytes("bad-again"));

    assertBatches("a b", "bad-again");
  }

  @Test
  void removesTheOutcomesOfARevokedPartition() {
    byte[] second = bytes("b");
    poll(1, second);
    batcher.classify(position(0), bytes("a"));

    batcher.removePartition(0);
    batcher.classify(position(1), second);

    assertBatches("a b", "b");
  }

  @Test
  void removesSkippedRecords() {
    byte[] last = bytes("c");
    poll(1, bytes("b"));
    poll(2, last);
    batcher.classify(position(0), bytes("a"));

    batcher.classify(position(2), last);

    assertTrue(batcher.isCaughtUp());
    assertBatches("a b c");
  }

  @Test
  void classifiesASuspectRecordAlone() {
    inFlightRecords().begin(List.of(position(1)));
    batcher = newBatcher();

    pollAndClassify("a", "b", "c", "d");

    assertBatches("a c d", "b");
  }

  private Outcome classifyAfterCrashes(int crashes) {
    for (int crash = 0; crash < crashes; crash++) {
      inFlightRecords().begin(List.of(position(0)));
    }
    batcher = newBatcher();
    return batcher.classify(position(0), bytes("a")).outcome();
  }

  private void assertQuarantinedWithoutDecoding(Outcome outcome) {
    Outcome.Rejected rejected = assertInstanceOf(Outcome.Rejected.class, outcome);
    assertEquals(DeadLetterReason.CRASHED_THE_CLASSIFIER, rejected.reason());
    assertBatches();
  }

  @Test
  void quarantinesARecordAtTheCrashLimit() {
    assertQuarantinedWithoutDecoding(classifyAfterCrashes(CRASH_LIMIT));
  }

  @Test
  void usesTheResultOfTheIsolatedRetry() {
    Outcome expected = new FakeSession().classify(List.of(bytes("a"))).get(0);
    isolated = image -> Optional.of(new IsolatedResult(expected, FakeSession.MODEL));

    assertEquals(expected, classifyAfterCrashes(CRASH_LIMIT));
    assertBatches();
    assertEquals(0, inFlightRecords().crashes(position(0)));
  }

  @Test
  void doesNotRetryBelowTheCrashLimit() {
    isolated =
        image -> {
          throw new AssertionError("retried below the crash limit");
        };

    assertInstanceOf(Outcome.Labelled.class, classifyAfterCrashes(CRASH_LIMIT - 1));
  }

  @Test
  void countsACrashDuringTheIsolatedRetry() {
    isolated =
        image -> {
          throw new IllegalStateException("simulates the end of this process");
        };

    assertThrows(IllegalStateException.class, () -> classifyAfterCrashes(CRASH_LIMIT));
    assertEquals(CRASH_LIMIT + 1, inFlightRecords().crashes(position(0)));
  }

  @Test
  void stopsRetryingAfterTooManyCrashes() {
    isolated =
        image -> {
          throw new AssertionError("retried too often");
        };

    assertQuarantinedWithoutDecoding(
        classifyAfterCrashes(CRASH_LIMIT + Quarantine.MAX_CRASHES_AFTER_LIMIT));
  }

  @Test
  void keepsTheRecordsOfABatchSuspectAfterAnError() {
    assertThrows(OutOfMemoryError.class, () -> pollAndClassify("error", "b"));

    CrashLog.InFlightRecords next = inFlightRecords();
    assertEquals(1, next.crashes(position(0)));
    assertEquals(1, next.crashes(position(1)));
  }
}
