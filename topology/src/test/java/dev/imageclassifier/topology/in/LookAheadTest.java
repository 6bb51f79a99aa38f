package dev.imageclassifier.topology.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LookAheadTest {
  private final LookAhead lookAhead = new LookAhead(100);

  private static Place place(int partition, long offset) {
    return new Place("images", partition, offset);
  }

  private List<Place> after(Place place, int count, long bytes) {
    return lookAhead.after(place, count, bytes, waiting -> true).stream()
        .map(LookAhead.Waiting::place)
        .toList();
  }

  private void remember(int partition, long... offsets) {
    for (long offset : offsets) {
      lookAhead.remember(place(partition, offset), new byte[10]);
    }
  }

  @Test
  void answersItsOwnPartitionFirstAndInOrder() {
    remember(1, 4);
    remember(0, 7, 5, 6);

    assertEquals(List.of(place(0, 6), place(0, 7), place(1, 4)), after(place(0, 5), 10, 1000));
  }

  @Test
  void answersNoMoreThanAsked() {
    remember(0, 1, 2, 3, 4);

    assertEquals(List.of(place(0, 2), place(0, 3)), after(place(0, 1), 2, 1000));
    assertEquals(List.of(place(0, 2)), after(place(0, 1), 9, 19), "19 bytes hold one of ten");
    assertEquals(List.of(), after(place(0, 1), 0, 1000));
  }

  @Test
  void leavesOutWhatIsNotWanted() {
    remember(0, 1, 2, 3);

    List<LookAhead.Waiting> chosen =
        lookAhead.after(place(0, 0), 3, 1000, waiting -> waiting.place().offset() != 2);

    assertEquals(
        List.of(place(0, 1), place(0, 3)), chosen.stream().map(LookAhead.Waiting::place).toList());
  }

  @Test
  void forgetsWhatWasProcessedOrSkipped() {
    remember(0, 1, 2, 3);
    remember(1, 1);

    lookAhead.processed(place(0, 2));

    assertEquals(List.of(place(0, 3), place(1, 1)), after(place(0, 2), 9, 1000));
    assertEquals(20, lookAhead.bytes());
  }

  @Test
  void holdsNoMoreBytesThanItMay() {
    for (int offset = 0; offset < 50; offset++) {
      remember(0, offset);
    }

    assertEquals(100, lookAhead.bytes());
    lookAhead.processed(place(0, 49));
    assertTrue(lookAhead.isEmpty());
    assertEquals(0, lookAhead.bytes());
  }

  @Test
  void aRecordPolledAgainTakesThePlaceOfTheEarlierOne() {
    remember(0, 1);
    lookAhead.remember(place(0, 1), new byte[30]);

    assertEquals(30, lookAhead.bytes());
  }

  @Test
  void dropsARevokedPartition() {
    remember(0, 1, 2);
    remember(1, 1);

    lookAhead.drop("images", 0);
    lookAhead.drop("images", 9);

    assertEquals(10, lookAhead.bytes());
    assertEquals(List.of(place(1, 1)), after(place(0, 0), 9, 1000));
  }

  @Test
  void aRecordWithoutAValueWeighsNothing() {
    lookAhead.remember(place(0, 1), null);

    assertEquals(0, lookAhead.bytes());
    assertEquals(List.of(place(0, 1)), after(place(0, 0), 1, 0));
  }

  @Test
  void aFullPollSaysThatMoreWaitsToBePolled() {
    LookAhead lookAhead = new LookAhead(100);
    assertTrue(lookAhead.caughtUp());

    lookAhead.moreToPoll(true);
    assertFalse(lookAhead.caughtUp());

    lookAhead.moreToPoll(false);
    lookAhead.remember(new Place("images", 0, 0), new byte[1]);
    assertFalse(lookAhead.caughtUp());

    lookAhead.processed(new Place("images", 0, 0));
    assertTrue(lookAhead.caughtUp());
  }
}
