package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static String detail(String given) {
    return new DeadLetter(DeadLetterReason.CORRUPT, ErrorStage.READ, given, "images", 0, 0, "")
        .detail();
  }

  @Test
  void theDetailIsBounded() {
    assertEquals("x".repeat(300), detail("x".repeat(300)));
    assertEquals("x".repeat(299) + "…", detail("x".repeat(301)));
  }

  @Test
  void noCharacterIsCutInHalf() {
    assertEquals("x".repeat(298) + "…", detail("x".repeat(298) + "🐈🐈🐈"));
  }

  @Test
  void theDetailIsOneLineWithoutTerminalCodes() {
    assertEquals("bad [31m marker here", detail("bad \u001b[31m marker\r\nhere"));
  }

  @Test
  void negativePlacesAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new DeadLetter(DeadLetterReason.EMPTY, ErrorStage.READ, "", "images", -1, 0, ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DeadLetter(DeadLetterReason.EMPTY, ErrorStage.READ, "", "images", 0, -1, ""));
  }
}
