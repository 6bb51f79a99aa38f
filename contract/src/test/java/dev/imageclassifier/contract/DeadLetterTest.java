package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static String detail(String given) {
    return deadLetter(given, 0, 0).detail();
  }

  private static DeadLetter deadLetter(String detail, int partition, long offset) {
    return DeadLetter.of(
        new Outcome.Rejected(DeadLetterReason.CORRUPT, ErrorStage.READ, detail),
        new RecordPosition("images", partition, offset));
  }

  @Test
  void shortensTheDetail() {
    assertEquals("x".repeat(300), detail("x".repeat(300)));
    assertEquals("x".repeat(299) + "…", detail("x".repeat(301)));
  }

  @Test
  void doesNotSplitASurrogatePair() {
    assertEquals("x".repeat(298) + "…", detail("x".repeat(298) + "🐈🐈🐈"));
  }

  @Test
  void removesControlCharactersFromTheDetail() {
    assertEquals("bad [31m marker here", detail("bad \u001b[31m marker\r\nhere"));
  }

  @Test
  void rejectsNegativePositions() {
    assertThrows(IllegalArgumentException.class, () -> deadLetter("", -1, 0));
    assertThrows(IllegalArgumentException.class, () -> deadLetter("", 0, -1));
  }
}
