package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();

  private void account(long published, long labelled, long deadLettered, long pending) {
    Totals totals = ledger.totals();
    assertEquals(
        List.of(published, labelled, deadLettered, pending),
        List.of(totals.published(), totals.labelled(), totals.deadLettered(), totals.pending()));
  }

  @Test
  void everyPictureEndsOnOneSide() {
    ledger.published("b");
    ledger.published("a");
    account(2, 0, 0, 2);
    assertFalse(ledger.totals().balanced());

    ledger.settled(Outcomes.labelled("a", 0));
    account(2, 1, 0, 1);
    ledger.settled(Outcomes.deadLettered("b", 1));

    account(2, 1, 1, 0);
    assertTrue(ledger.totals().balanced());
    assertEquals(List.of("a", "b"), List.copyOf(ledger.entries().keySet()));
  }

  @Test
  void anOutcomeMayComeBeforeTheAcknowledgement() {
    ledger.settled(Outcomes.labelled("a", 0));
    ledger.published("a");

    account(1, 1, 0, 0);
  }

  @Test
  void aSecondOutcomeUnbalancesTheAccount() {
    ledger.published("a");
    ledger.settled(Outcomes.labelled("a", 0));
    ledger.settled(Outcomes.labelled("a", 0));

    account(1, 2, 0, 0);
    assertFalse(ledger.totals().balanced());
  }

  @Test
  void aPendingPictureIsListed() {
    ledger.published("a");

    assertEquals(Optional.empty(), ledger.entries().get("a"));
  }

  @Test
  void picturesOfOthersAreCountedByTheirPlace() {
    ledger.published("a");
    ledger.settled(Outcomes.labelled("a", 0));
    ledger.settled(Outcomes.labelled("a", 1));
    ledger.settled(Outcomes.deadLettered(null, 2));

    Totals totals = ledger.totalsOf(4);
    assertEquals(4, totals.published());
    assertEquals(2, totals.labelled());
    assertEquals(1, totals.deadLettered());
    assertEquals(1, totals.pending());
  }
}
