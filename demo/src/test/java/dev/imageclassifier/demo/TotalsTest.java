package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class TotalsTest {
  @Test
  void isOneLineOfJson() {
    assertEquals(
        "{\"published\":12,\"labelled\":9,\"dead_lettered\":2,\"pending\":1,\"seconds\":2.500,"
            + "\"images_per_second\":4.4}",
        new Totals(12, 9, 2, 1, 2.5).toJson());
  }

  @Test
  void noTimeIsNoRate() {
    assertEquals(0, new Totals(0, 0, 0, 0, 0).imagesPerSecond());
  }

  @Test
  void balancesWhenEveryPictureHasOneOutcome() {
    assertTrue(new Totals(12, 10, 2, 0, 1).balanced());
    assertFalse(new Totals(12, 9, 2, 1, 1).balanced());
    assertFalse(new Totals(12, 11, 2, 0, 1).balanced());
  }

  @Test
  void writesPointsUnderEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertTrue(new Totals(1, 1, 0, 0, 0.5).toJson().contains("\"seconds\":0.500"));
      assertTrue(new Totals(1, 1, 0, 0, 0.5).toSentence().endsWith("in 0.5 s."));
    } finally {
      Locale.setDefault(before);
    }
  }
}
