package dev.imageclassifier.topology.lookahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.RecordPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LookAheadTest {
  private final LookAhead lookAhead = new LookAhead(100);

  private static RecordPosition position(int partition, long offset) {
    return new RecordPosition("images", partition, offset);
  }

  private List<RecordPosition> after(RecordPosition position, int count, long bytes) {
    return lookAhead.select(position, count, bytes, record -> true).stream()
        .map(PolledRecord::position)
        .toList();
  }

  private void add(int partition, long... offsets) {
    for (long offset : offsets) {
      lookAhead.add(new PolledRecord(position(partition, offset), new byte[10]));
    }
  }

  @Test
  void selectsRecordsOfTheSamePartitionFirstAndInOrder() {
    add(1, 4);
    add(0, 7, 5, 6);

    assertEquals(
        List.of(position(0, 6), position(0, 7), position(1, 4)), after(position(0, 5), 10, 1000));
  }

  @Test
  void respectsTheLimitsOfRecordsAndBytes() {
    add(0, 1, 2, 3, 4);

    assertEquals(List.of(position(0, 2), position(0, 3)), after(position(0, 1), 2, 1000));
    assertEquals(
        List.of(position(0, 2)),
        after(position(0, 1), 9, 19),
        "19 bytes contain one record of 10 bytes");
    assertEquals(List.of(), after(position(0, 1), 0, 1000));
  }

  @Test
  void appliesTheFilter() {
    add(0, 1, 2, 3);

    List<PolledRecord> chosen =
        lookAhead.select(position(0, 0), 3, 1000, record -> record.position().offset() != 2);

    assertEquals(
        List.of(position(0, 1), position(0, 3)),
        chosen.stream().map(PolledRecord::position).toList());
  }

  @Test
  void removesProcessedAndSkippedRecords() {
    add(0, 1, 2, 3);
    add(1, 1);

    lookAhead.removeUpTo(position(0, 2));

    assertEquals(List.of(position(0, 3), position(1, 1)), after(position(0, 2), 9, 1000));
    assertEquals(20, lookAhead.bytes());
  }

  @Test
  void ignoresRecordsAboveItsByteLimit() {
    for (int offset = 0; offset < 50; offset++) {
      add(0, offset);
    }

    assertEquals(100, lookAhead.bytes());
    lookAhead.removeUpTo(position(0, 49));
    assertEquals(0, lookAhead.size());
    assertEquals(0, lookAhead.bytes());
  }

  @Test
  void replacesARecordThatIsPolledAgain() {
    add(0, 1);
    lookAhead.add(new PolledRecord(position(0, 1), new byte[30]));

    assertEquals(30, lookAhead.bytes());
  }

  @Test
  void removesARevokedPartition() {
    add(0, 1, 2);
    add(1, 1);

    lookAhead.removePartition(0);
    lookAhead.removePartition(9);

    assertEquals(10, lookAhead.bytes());
    assertEquals(List.of(position(1, 1)), after(position(0, 0), 9, 1000));
  }

  @Test
  void countsNoBytesForANullValue() {
    lookAhead.add(new PolledRecord(position(0, 1), null));

    assertEquals(0, lookAhead.bytes());
    assertEquals(List.of(position(0, 1)), after(position(0, 0), 1, 0));
  }

  @Test
  void isNotCaughtUpAfterAFullPoll() {
    assertTrue(lookAhead.isCaughtUp());

    lookAhead.setMoreToPoll(true);
    assertFalse(lookAhead.isCaughtUp());

    lookAhead.setMoreToPoll(false);
    lookAhead.add(new PolledRecord(position(0, 0), new byte[1]));
    assertFalse(lookAhead.isCaughtUp());

    lookAhead.removeUpTo(position(0, 0));
    assertTrue(lookAhead.isCaughtUp());
  }
}
