package dev.imageclassifier.topology.brake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.topology.in.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class CrashJournalTest {
  private static final Place A = new Place("images", 0, 41);
  private static final Place B = new Place("images", 1, 7);

  @TempDir Path directory;

  /** A journal that is simply forgotten is what a kill leaves behind. */
  private CrashJournal.Page start() {
    return new CrashJournal(directory).newPage();
  }

  @Test
  void whatWasInHandWhenTheProcessDiedIsCountedOnce() {
    start().begin(List.of(A, B));

    CrashJournal.Page next = start();

    assertEquals(1, next.deathsAt(A));
    assertEquals(1, next.deathsAt(B));
    assertEquals(0, next.deathsAt(new Place("images", 0, 42)));
    assertEquals(1, start().deathsAt(A), "a start without a death counts nothing");
  }

  @Test
  void oneDeathIsCountedOnceHoweverManyStartsComeToNothing() {
    start().begin(List.of(A));
    for (int refused = 0; refused < 5; refused++) {
      CrashJournal unused = new CrashJournal(directory); // no thread ever takes a page
    }

    assertEquals(1, start().deathsAt(A));
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

    assertEquals(3, start().deathsAt(A));
  }

  @Test
  void whatSucceedsIsForgotten() {
    start().begin(List.of(A, B));
    CrashJournal.Page next = start();
    next.begin(List.of(A));
    next.end();

    CrashJournal.Page last = start();
    assertEquals(0, last.deathsAt(A));
    assertEquals(1, last.deathsAt(B));
  }

  @Test
  void workThatEndedIsNobodysDeath() {
    CrashJournal.Page thread = start();
    thread.begin(List.of(A));
    thread.end();

    assertEquals(0, start().deathsAt(A));
  }

  @Test
  void aBrokenFileDoesNotStopTheStart() throws IOException {
    Files.writeString(directory.resolve("deaths.tsv"), "garbage\n");
    Files.write(directory.resolve("in-flight-0"), new byte[] {127, 127, 127, 127, 9});

    assertEquals(0, start().deathsAt(A));
  }

  @Test
  void moreRecordsThanThePageHoldsAreCutAndNotAnError() {
    List<Place> many =
        java.util.stream.LongStream.range(0, 10_000)
            .mapToObj(offset -> new Place("images", 0, offset))
            .toList();
    start().begin(many);

    CrashJournal.Page next = start();
    assertEquals(1, next.deathsAt(many.get(0)));
    assertEquals(0, next.deathsAt(many.get(9_999)));
  }
}
