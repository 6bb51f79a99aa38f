package dev.imageclassifier.web.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.kafka.CommittedOutcome;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
  private static final int CAPACITY = 3;
  private static final RecordPosition POSITION = new RecordPosition("image-labels", 0, 0);
  private static final CommittedOutcome OUTCOME =
      new CommittedOutcome.Unreadable("", POSITION, "some");
  private static final UploadedImage IMAGE =
      new UploadedImage(new byte[0], Optional.empty(), Optional.empty(), Optional.empty());

  private final PendingRequests requests =
      new PendingRequests((id, image) -> CompletableFuture.completedFuture(null), CAPACITY);

  @Test
  void completesTheRequestWithTheSameId() {
    PendingRequest one = requests.submit(IMAGE);
    PendingRequest two = requests.submit(IMAGE);
    assertNotEquals(one.id(), two.id());

    requests.complete(two.id(), OUTCOME);

    assertSame(OUTCOME, two.outcome().join());
    assertFalse(one.outcome().isDone());
    assertTrue(requests.isPending(one.id()));
    assertFalse(requests.isPending(two.id()));
    assertEquals(Optional.of(OUTCOME), requests.outcome(two.id()));
  }

  @Test
  void acceptsAnOutcomeBeforeTheAcknowledgement() {
    PendingRequests[] holder = new PendingRequests[1];
    holder[0] =
        new PendingRequests(
            (id, image) -> {
              holder[0].complete(id, OUTCOME);
              return new CompletableFuture<>();
            },
            CAPACITY);

    PendingRequest request = holder[0].submit(IMAGE);

    assertSame(OUTCOME, request.outcome().join());
  }

  @Test
  void keepsTheFirstOfTwoOutcomes() {
    UUID id = requests.submit(IMAGE).id();
    requests.complete(id, OUTCOME);
    requests.complete(id, new CommittedOutcome.Unreadable("", POSITION, "another"));
    assertEquals(Optional.of(OUTCOME), requests.outcome(id));
  }

  @Test
  void dropsTheOldestWhenFull() {
    UUID first = requests.submit(IMAGE).id();
    UUID completed = UUID.randomUUID();
    requests.complete(completed, OUTCOME);
    for (int i = 0; i < CAPACITY; i++) {
      requests.submit(IMAGE);
      requests.complete(UUID.randomUUID(), OUTCOME);
    }
    assertFalse(requests.isPending(first));
    assertEquals(Optional.empty(), requests.outcome(completed));
  }

  @Test
  void outcomesOfOtherGatewaysDoNotDropPendingRequests() {
    PendingRequest request = requests.submit(IMAGE);
    for (int i = 0; i < 2 * CAPACITY; i++) {
      requests.complete(UUID.randomUUID(), OUTCOME);
    }
    requests.complete(request.id(), OUTCOME);
    assertTrue(request.outcome().isDone());
  }

  @Test
  void parsesOnlyIdsOfGateways() {
    UUID id = requests.submit(IMAGE).id();
    assertEquals(Optional.of(id), PendingRequest.parseId(id.toString()));
    assertEquals(Optional.empty(), PendingRequest.parseId(""));
    assertEquals(Optional.empty(), PendingRequest.parseId("pets/01.jpg"));
    assertEquals(Optional.empty(), PendingRequest.parseId("00000000-0000-1000-8000-000000000000"));
  }
}
