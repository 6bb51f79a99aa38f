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
    return lookAhead.after(position, count, bytes, waiting -> true).stream()
        .map(PolledRecord::position)
        .toList();
  }

  private void remember(int partition, long... offsets) {
    for (long offset : offsets) {
      lookAhead.remember(position(partition, offset), new byte[10]);
    }
  }

  @Test
  void answersItsOwnPartitionFirstAndInOrder() {
    remember(1, 4);
    remember(0, 7, 5, 6);

    assertEquals(
        List.of(position(0, 6), position(0, 7), position(1, 4)), after(position(0, 5), 10, 1000));
  }

  @Test
  void answersNoMoreThanAsked() {
    remember(0, 1, 2, 3, 4);

    assertEquals(List.of(position(0, 2), position(0, 3)), after(position(0, 1), 2, 1000));
    assertEquals(List.of(position(0, 2)), after(position(0, 1), 9, 19), "19 bytes hold one of ten");
    assertEquals(List.of(), after(position(0, 1), 0, 1000));
  }

  @Test
  void leavesOutWhatIsNotWanted() {
    remember(0, 1, 2, 3);

    List<PolledRecord> chosen =
        lookAhead.after(position(0, 0), 3, 1000, waiting -> waiting.position().offset() != 2);

    assertEquals(
        List.of(position(0, 1), position(0, 3)),
        chosen.stream().map(PolledRecord::position).toList());
  }

  @Test
  void forgetsWhatWasProcessedOrSkipped() {
    remember(0, 1, 2, 3);
    remember(1, 1);

    lookAhead.processed(position(0, 2));

    assertEquals(List.of(position(0, 3), position(1, 1)), after(position(0, 2), 9, 1000));
    assertEquals(20, lookAhead.bytes());
  }

  @Test
  void holdsNoMoreBytesThanItMay() {
    for (int offset = 0; offset < 50; offset++) {
      remember(0, offset);
    }

    assertEquals(100, lookAhead.bytes());
    lookAhead.processed(position(0, 49));
    assertTrue(lookAhead.isEmpty());
    assertEquals(0, lookAhead.bytes());
  }

  @Test
  void aRecordPolledAgainTakesThePlaceOfTheEarlierOne() {
    remember(0, 1);
    lookAhead.remember(position(0, 1), new byte[30]);

    assertEquals(30, lookAhead.bytes());
  }

  @Test
  void dropsARevokedPartition() {
    remember(0, 1, 2);
    remember(1, 1);

    lookAhead.drop("images", 0);
    lookAhead.drop("images", 9);

    assertEquals(10, lookAhead.bytes());
    assertEquals(List.of(position(1, 1)), after(position(0, 0), 9, 1000));
  }

  @Test
  void aRecordWithoutAValueWeighsNothing() {
    lookAhead.remember(position(0, 1), null);

    assertEquals(0, lookAhead.bytes());
    assertEquals(List.of(position(0, 1)), after(position(0, 0), 1, 0));
  }

  @Test
  void aFullPollSaysThatMoreWaitsToBePolled() {
    LookAhead lookAhead = new LookAhead(100);
    assertTrue(lookAhead.caughtUp());

    lookAhead.moreToPoll(true);
    assertFalse(lookAhead.caughtUp());

    lookAhead.moreToPoll(false);
    lookAhead.remember(new RecordPosition("images", 0, 0), new byte[1]);
    assertFalse(lookAhead.caughtUp());

    lookAhead.processed(new RecordPosition("images", 0, 0));
    assertTrue(lookAhead.caughtUp());
  }
}
