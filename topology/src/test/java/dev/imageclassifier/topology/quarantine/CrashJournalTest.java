package dev.imageclassifier.topology.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.RecordPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class CrashJournalTest {
  private static final RecordPosition A = new RecordPosition("images", 0, 41);
  private static final RecordPosition B = new RecordPosition("images", 1, 7);

  @TempDir Path directory;

  /** A journal that is simply forgotten is what a kill leaves behind. */
  private CrashJournal.InFlightRecords start() {
    return new CrashJournal(directory).newPage();
  }

  @Test
  void whatWasInHandWhenTheProcessDiedIsCountedOnce() {
    start().begin(List.of(A, B));

    CrashJournal.InFlightRecords next = start();

    assertEquals(1, next.crashesOf(A));
    assertEquals(1, next.crashesOf(B));
    assertEquals(0, next.crashesOf(new RecordPosition("images", 0, 42)));
    assertEquals(1, start().crashesOf(A), "a start without a death counts nothing");
  }

  @Test
  void oneDeathIsCountedOnceHoweverManyStartsComeToNothing() {
    start().begin(List.of(A));
    for (int refused = 0; refused < 5; refused++) {
      CrashJournal unused = new CrashJournal(directory); // no thread ever takes a page
    }

    assertEquals(1, start().crashesOf(A));
  }

  /**
   * A page of a mapped file that finds no room later is a fault of the machine, not an exception.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNoticedBeforeAnythingIsWorkedOn() {
    IOException full =
        assertThrows(IOException.class, () -> new InFlightFile(Path.of("/dev/full")));

    assertTrue(full.getMessage().contains("No space left"), full.getMessage());
  }

  @Test
  void deathsAddUpOverStarts() {
    for (int death = 0; death < 3; death++) {
      start().begin(List.of(A));
    }

    assertEquals(3, start().crashesOf(A));
  }

  @Test
  void whatSucceedsIsForgotten() {
    start().begin(List.of(A, B));
    CrashJournal.InFlightRecords next = start();
    next.begin(List.of(A));
    next.end();

    CrashJournal.InFlightRecords last = start();
    assertEquals(0, last.crashesOf(A));
    assertEquals(1, last.crashesOf(B));
  }

  @Test
  void workThatEndedIsNobodysDeath() {
    CrashJournal.InFlightRecords thread = start();
    thread.begin(List.of(A));
    thread.end();

    assertEquals(0, start().crashesOf(A));
  }

  @Test
  void aBrokenFileDoesNotStopTheStart() throws IOException {
    Files.writeString(directory.resolve("deaths.tsv"), "garbage\n");
    Files.write(directory.resolve("in-flight-0"), new byte[] {127, 127, 127, 127, 9});

    assertEquals(0, start().crashesOf(A));
  }

  @Test
  void moreRecordsThanThePageHoldsAreCutAndNotAnError() {
    List<RecordPosition> many =
        java.util.stream.LongStream.range(0, 10_000)
            .mapToObj(offset -> new RecordPosition("images", 0, offset))
            .toList();
    start().begin(many);

    CrashJournal.InFlightRecords next = start();
    assertEquals(1, next.crashesOf(many.get(0)));
    assertEquals(0, next.crashesOf(many.get(9_999)));
  }
}
