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

final class CrashLogTest {
  private static final RecordPosition A = new RecordPosition("images", 0, 41);
  private static final RecordPosition B = new RecordPosition("images", 1, 7);

  @TempDir Path directory;

  /**
   * A killed process does not close its crash log. Therefore this test does not close it either.
   */
  private CrashLog.InFlightRecords start() {
    return new CrashLog(directory).newInFlightRecords();
  }

  @Test
  void countsTheRecordsInFlightAtACrash() {
    start().begin(List.of(A, B));

    CrashLog.InFlightRecords next = start();

    assertEquals(1, next.crashes(A));
    assertEquals(1, next.crashes(B));
    assertEquals(0, next.crashes(new RecordPosition("images", 0, 42)));
    assertEquals(1, start().crashes(A), "a start without a crash counts nothing");
  }

  @Test
  void countsACrashOnceIfLaterStartsFail() {
    start().begin(List.of(A));
    for (int start = 0; start < 5; start++) {
      CrashLog unused = new CrashLog(directory); // fails before a thread starts
    }

    assertEquals(1, start().crashes(A));
  }

  /** On a full disk, a later write to the mapped file would crash the JVM. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void detectsAFullDiskWhenTheFileIsCreated() {
    IOException full =
        assertThrows(IOException.class, () -> new InFlightFile(Path.of("/dev/full")));

    assertTrue(full.getMessage().contains("No space left"), full.getMessage());
  }

  @Test
  void addsCrashesOverSeveralStarts() {
    for (int crash = 0; crash < 3; crash++) {
      start().begin(List.of(A));
    }

    assertEquals(3, start().crashes(A));
  }

  @Test
  void removesTheCountsOfRecordsThatSucceed() {
    start().begin(List.of(A, B));
    CrashLog.InFlightRecords next = start();
    next.begin(List.of(A));
    next.end();

    CrashLog.InFlightRecords last = start();
    assertEquals(0, last.crashes(A));
    assertEquals(1, last.crashes(B));
  }

  @Test
  void doesNotCountRecordsThatEnded() {
    CrashLog.InFlightRecords thread = start();
    thread.begin(List.of(A));
    thread.end();

    assertEquals(0, start().crashes(A));
  }

  @Test
  void startsWithDamagedFiles() throws IOException {
    Files.writeString(directory.resolve("crashes.tsv"), "garbage\n");
    Files.write(directory.resolve("in-flight-0"), new byte[] {127, 127, 127, 127, 9});

    assertEquals(0, start().crashes(A));
  }

  @Test
  void truncatesAListThatIsLongerThanTheFile() {
    List<RecordPosition> many =
        java.util.stream.LongStream.range(0, 10_000)
            .mapToObj(offset -> new RecordPosition("images", 0, offset))
            .toList();
    start().begin(many);

    CrashLog.InFlightRecords next = start();
    assertEquals(1, next.crashes(many.get(0)));
    assertEquals(0, next.crashes(many.get(9_999)));
  }
}
