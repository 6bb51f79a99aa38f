package dev.imageclassifier.web.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
  private static final int REMEMBERED = 3;
  private static final Outcome SOME = new Outcome.Unreadable("some");

  private final PendingRequests desk =
      new PendingRequests((id, picture) -> CompletableFuture.completedFuture(null), REMEMBERED);

  private PendingRequest submit() {
    return desk.submit(
        new UploadedImage(new byte[0], Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void eachTicketGetsItsOwnOutcome() {
    PendingRequest one = submit();
    PendingRequest two = submit();
    assertNotEquals(one.id(), two.id());

    desk.settle(two.id(), SOME);

    assertSame(SOME, two.outcome().join());
    assertFalse(one.outcome().isDone());
    assertTrue(desk.waitsFor(one.id()));
    assertFalse(desk.waitsFor(two.id()));
    assertEquals(Optional.of(SOME), desk.outcome(two.id()));
  }

  @Test
  void anOutcomeFasterThanTheAnswerOfTheBrokersIsNotMissed() {
    PendingRequests[] quick = new PendingRequests[1];
    quick[0] =
        new PendingRequests(
            (id, picture) -> {
              quick[0].settle(id, SOME);
              return new CompletableFuture<>();
            },
            REMEMBERED);
    PendingRequest ticket =
        quick[0].submit(
            new UploadedImage(new byte[0], Optional.empty(), Optional.empty(), Optional.empty()));
    assertSame(SOME, ticket.outcome().join());
  }

  @Test
  void ofTwoOutcomesTheFirstCounts() {
    UUID id = submit().id();
    desk.settle(id, SOME);
    desk.settle(id, new Outcome.Unreadable("another"));
    assertEquals(Optional.of(SOME), desk.outcome(id));
  }

  @Test
  void theOldestAreForgotten() {
    UUID first = submit().id();
    UUID settled = UUID.randomUUID();
    desk.settle(settled, SOME);
    for (int i = 0; i < REMEMBERED; i++) {
      submit();
      desk.settle(UUID.randomUUID(), SOME);
    }
    assertFalse(desk.waitsFor(first));
    assertEquals(Optional.empty(), desk.outcome(settled));
  }

  @Test
  void othersPicturesDoNotPushOutThoseThatWait() {
    PendingRequest ticket = submit();
    for (int i = 0; i < 2 * REMEMBERED; i++) {
      desk.settle(UUID.randomUUID(), SOME);
    }
    desk.settle(ticket.id(), SOME);
    assertTrue(ticket.outcome().isDone());
  }
}
