package dev.imageclassifier.topology.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.lookahead.LookAhead;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.CrashJournal;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
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
  @TempDir Path directory;

  private final FakeSession session = new FakeSession();
  private final RecordCounters counters = new RecordCounters();
  private IsolatedClassifier trial = IsolatedClassifier.NONE;
  private MicroBatcher batcher;

  @BeforeEach
  void start() {
    batcher = newBatcher();
  }

  private MicroBatcher newBatcher() {
    return new MicroBatcher(
        new LookAhead(1 << 20),
        new ModelSession(FakeSession.MODEL, session),
        new BatchSettings(4, 1 << 20, 3),
        new CrashJournal(directory).newPage(),
        trial,
        counters,
        StageListener.NONE);
  }

  private static RecordPosition position(long offset) {
    return new RecordPosition("images", 0, offset);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Polls these, and then processes them one after the other, as Kafka Streams does. */
  private List<Verdict> pollAndProcess(String... pictures) {
    List<byte[]> values = new ArrayList<>();
    for (int offset = 0; offset < pictures.length; offset++) {
      values.add(bytes(pictures[offset]));
      batcher.lookAhead().remember(position(offset), values.get(offset));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (int offset = 0; offset < pictures.length; offset++) {
      verdicts.add(batcher.verdict(position(offset), values.get(offset)));
    }
    return verdicts;
  }

  @Test
  void aBatchServesTheRecordsBehindTheFirst() {
    List<Verdict> verdicts = pollAndProcess("a", "b", "c", "d", "e", "f");

    assertEquals(List.of(4, 2), session.batches());
    assertEquals(6, verdicts.size());
    assertEquals(2, counters.batches());
    assertEquals(6, counters.batchedRecords());
    assertTrue(batcher.caughtUp());
  }

  @Test
  void anotherModelTakesOverBetweenTwoBatchesAndEachOutcomeNamesItsOwn() {
    ModelIdentity next = new ModelIdentity("fake", "2", "fp32", FakeSession.MODEL.digest());
    List<byte[]> values = new ArrayList<>();
    for (int offset = 0; offset < 6; offset++) {
      values.add(bytes("picture" + offset));
      batcher.lookAhead().remember(position(offset), values.get(offset));
    }
    List<String> versions = new ArrayList<>();
    for (int offset = 0; offset < 6; offset++) {
      Verdict verdict = batcher.verdict(position(offset), values.get(offset));
      versions.add(((Verdict.Labels) verdict).model().version());
      if (offset == 0) {
        batcher.switchTo(new ModelSession(next, new FakeSession()));
      }
    }

    // the first batch of four was made before the switch, though three of it were written after
    assertEquals(List.of("1", "1", "1", "1", "2", "2"), versions);
  }

  @Test
  void aSlowPictureEndsTheBatchAndTheRestComesInTheNext() {
    List<Verdict> verdicts = pollAndProcess("a", "slow", "c", "d");

    assertEquals(List.of(4, 2), session.batches());
    verdicts.forEach(verdict -> assertInstanceOf(Verdict.Labels.class, verdict));
  }

  @Test
  void withoutALookAheadTheBatchIsOne() {
    batcher.verdict(position(0), bytes("a"));
    batcher.verdict(position(1), bytes("b"));

    assertEquals(List.of(1, 1), session.batches());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void oneBadPictureCostsItselfAlone(int position) {
    String[] pictures = {"a", "b", "c", "d"};
    pictures[position] = "bad";

    List<Verdict> verdicts = pollAndProcess(pictures);

    for (int i = 0; i < pictures.length; i++) {
      if (i == position) {
        Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, verdicts.get(i));
        assertEquals(DeadLetterReason.CORRUPT, rejected.rejection().rejected().reason());
        assertEquals(i, rejected.rejection().source().offset());
      } else {
        assertInstanceOf(Verdict.Labels.class, verdicts.get(i));
      }
    }
    assertEquals(List.of(4), session.batches());
  }

  @Test
  void aRecordThatIsPolledAgainIsClassifiedAgain() {
    batcher.lookAhead().remember(position(1), bytes("b"));
    batcher.verdict(position(0), bytes("a"));

    batcher.verdict(position(1), bytes("bad, another array"));

    assertEquals(List.of(2, 1), session.batches());
  }

  @Test
  void aRevokedPartitionLeavesNothingBehind() {
    byte[] second = bytes("b");
    batcher.lookAhead().remember(position(1), second);
    batcher.verdict(position(0), bytes("a"));

    batcher.drop("images", 0);
    batcher.verdict(position(1), second);

    assertEquals(List.of(2, 1), session.batches());
  }

  @Test
  void skippedRecordsAreForgotten() {
    byte[] last = bytes("c");
    batcher.lookAhead().remember(position(1), bytes("b"));
    batcher.lookAhead().remember(position(2), last);
    batcher.verdict(position(0), bytes("a"));

    batcher.verdict(position(2), last);

    assertTrue(batcher.caughtUp());
    assertEquals(List.of(3), session.batches());
  }

  @Test
  void aSuspectIsClassifiedAlone() {
    new CrashJournal(directory).newPage().begin(List.of(position(1)));
    batcher = newBatcher();

    pollAndProcess("a", "b", "c", "d");

    assertEquals(List.of(3, 1), session.batches(), "a, c and d together; b by itself");
  }

  private Verdict verdictAfterDeaths(int deaths) {
    for (int death = 0; death < deaths; death++) {
      new CrashJournal(directory).newPage().begin(List.of(position(0)));
    }
    batcher = newBatcher();
    return batcher.verdict(position(0), bytes("a"));
  }

  private void assertSetAsideUnread(Verdict verdict) {
    Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, verdict);
    assertEquals(DeadLetterReason.CRASHED_THE_CLASSIFIER, rejected.rejection().rejected().reason());
    assertEquals(List.of(), session.batches());
  }

  @Test
  void aRecordThatKilledTheProcessOftenEnoughIsSetAsideUnread() {
    assertSetAsideUnread(verdictAfterDeaths(3));
  }

  @Test
  void aRecordThatOnlyHappenedToBeInHandIsLabelledByItsTrial() {
    trial =
        picture ->
            Optional.of(
                new IsolatedClassifier.IsolatedResult(
                    new FakeSession().classify(List.of(picture)).get(0), FakeSession.MODEL));

    assertInstanceOf(Verdict.Labels.class, verdictAfterDeaths(3));
    assertEquals(List.of(), session.batches(), "the other process's answer counts");
    assertEquals(
        0, new CrashJournal(directory).newPage().crashesOf(position(0)), "its count is gone");
  }

  @Test
  void beforeTheLimitThereIsNoTrial() {
    trial =
        picture -> {
          throw new AssertionError("no trial yet");
        };

    assertInstanceOf(Verdict.Labels.class, verdictAfterDeaths(2));
  }

  @Test
  void aTrialThatEndsThisProcessTooIsADeath() {
    trial =
        picture -> {
          throw new IllegalStateException("as if this process ended here");
        };

    assertThrows(IllegalStateException.class, () -> verdictAfterDeaths(3));
    assertEquals(4, new CrashJournal(directory).newPage().crashesOf(position(0)));
  }

  @Test
  void tryingEndsAsWell() {
    trial =
        picture -> {
          throw new AssertionError("no trial any more");
        };

    assertSetAsideUnread(verdictAfterDeaths(3 + BatchSettings.MOST_TRIALS));
  }

  @Test
  void anErrorLeavesItsRecordsUnderSuspicion() {
    assertThrows(OutOfMemoryError.class, () -> pollAndProcess("error", "b"));

    CrashJournal.InFlightRecords next = new CrashJournal(directory).newPage();
    assertEquals(1, next.crashesOf(position(0)));
    assertEquals(1, next.crashesOf(position(1)));
  }
}
