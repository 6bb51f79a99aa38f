package dev.imageclassifier.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final double ROUNDING = 1e-9;

  @Test
  void theFirstHalfDoesNotCount() {
    assertEquals(0, Growth.ofLastHalf(List.of(1L, 50L, 80L, 100L, 100L, 100L)), ROUNDING);
  }

  @Test
  void aLineGrowsFromItsStartToItsEnd() {
    assertEquals(20, Growth.ofLastHalf(List.of(0L, 0L, 0L, 100L, 110L, 120L)), ROUNDING);
    assertEquals(-20, Growth.ofLastHalf(List.of(0L, 0L, 0L, 100L, 90L, 80L)), ROUNDING);
  }

  @Test
  void threeValuesAreTooFew() {
    assertEquals(0, Growth.ofLastHalf(List.of(1L, 2L, 3L)), ROUNDING);
  }

  @Test
  void aLeakOfNativeArraysIsNotFlat() {
    List<SoakSample> samples = List.of(look(10, 5), look(10, 5), look(10, 6), look(10, 7));

    assertFalse(SoakResult.of(new Account(4, 3, 1), samples).flat());
  }

  @Test
  void whatStaysIsFlat() {
    List<SoakSample> samples = List.of(look(1, 5), look(9, 5), look(10, 5), look(10, 5));

    assertTrue(SoakResult.of(new Account(4, 3, 1), samples).flat());
  }

  private static SoakSample look(long resident, int arrays) {
    return new SoakSample(1, 1, resident, 1, arrays, 1);
  }
}
