package dev.imageclassifier.topology.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.FakeSession;
import dev.imageclassifier.topology.brake.CrashJournal;
import dev.imageclassifier.topology.in.LookAhead;
import dev.imageclassifier.topology.in.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatcherTest {
  @TempDir Path directory;

  private final FakeSession session = new FakeSession();
  private final Counters counters = new Counters();
  private Batcher batcher;

  @BeforeEach
  void start() {
    batcher = newBatcher();
  }

  private Batcher newBatcher() {
    return new Batcher(
        new LookAhead(1 << 20),
        session,
        new BatchLimits(4, 1 << 20, 3),
        new CrashJournal(directory).newPage(),
        counters,
        StageListener.NONE);
  }

  private static Place place(long offset) {
    return new Place("images", 0, offset);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Polls these, and then processes them one after the other, as Kafka Streams does. */
  private List<Verdict> pollAndProcess(String... pictures) {
    List<byte[]> values = new ArrayList<>();
    for (int offset = 0; offset < pictures.length; offset++) {
      values.add(bytes(pictures[offset]));
      batcher.lookAhead().remember(place(offset), values.get(offset));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (int offset = 0; offset < pictures.length; offset++) {
      verdicts.add(batcher.verdict(place(offset), values.get(offset)));
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
  void aSlowPictureEndsTheBatchAndTheRestComesInTheNext() {
    List<Verdict> verdicts = pollAndProcess("a", "slow", "c", "d");

    assertEquals(List.of(4, 2), session.batches());
    verdicts.forEach(verdict -> assertInstanceOf(Verdict.Labels.class, verdict));
  }

  @Test
  void withoutALookAheadTheBatchIsOne() {
    batcher.verdict(place(0), bytes("a"));
    batcher.verdict(place(1), bytes("b"));

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
        assertEquals(DeadLetterReason.CORRUPT, rejected.rejection().letter().reason());
        assertEquals(i, rejected.rejection().letter().offset());
      } else {
        assertInstanceOf(Verdict.Labels.class, verdicts.get(i));
      }
    }
    assertEquals(List.of(4), session.batches());
  }

  @Test
  void aRecordThatIsPolledAgainIsClassifiedAgain() {
    batcher.lookAhead().remember(place(1), bytes("b"));
    batcher.verdict(place(0), bytes("a"));

    batcher.verdict(place(1), bytes("bad, another array"));

    assertEquals(List.of(2, 1), session.batches());
  }

  @Test
  void aRevokedPartitionLeavesNothingBehind() {
    byte[] second = bytes("b");
    batcher.lookAhead().remember(place(1), second);
    batcher.verdict(place(0), bytes("a"));

    batcher.drop("images", 0);
    batcher.verdict(place(1), second);

    assertEquals(List.of(2, 1), session.batches());
  }

  @Test
  void skippedRecordsAreForgotten() {
    byte[] last = bytes("c");
    batcher.lookAhead().remember(place(1), bytes("b"));
    batcher.lookAhead().remember(place(2), last);
    batcher.verdict(place(0), bytes("a"));

    batcher.verdict(place(2), last);

    assertTrue(batcher.caughtUp());
    assertEquals(List.of(3), session.batches());
  }

  @Test
  void aSuspectIsClassifiedAlone() {
    new CrashJournal(directory).newPage().begin(List.of(place(1)));
    batcher = newBatcher();

    pollAndProcess("a", "b", "c", "d");

    assertEquals(List.of(3, 1), session.batches(), "a, c and d together; b by itself");
  }

  @Test
  void aRecordThatKilledTheProcessOftenEnoughIsSetAsideUnread() {
    for (int death = 0; death < 3; death++) {
      new CrashJournal(directory).newPage().begin(List.of(place(0)));
    }
    batcher = newBatcher();

    Verdict verdict = batcher.verdict(place(0), bytes("a"));

    Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, verdict);
    assertEquals(DeadLetterReason.CRASHED_THE_CLASSIFIER, rejected.rejection().letter().reason());
    assertEquals(List.of(), session.batches());
  }

  @Test
  void anErrorLeavesItsRecordsUnderSuspicion() {
    assertThrows(OutOfMemoryError.class, () -> pollAndProcess("error", "b"));

    CrashJournal.Page next = new CrashJournal(directory).newPage();
    assertEquals(1, next.deathsAt(place(0)));
    assertEquals(1, next.deathsAt(place(1)));
  }
}
