package dev.imageclassifier.benchmark.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakResultTest {
  private static final double ROUNDING = 1e-9;

  @Test
  void ignoresTheFirstHalf() {
    assertEquals(
        0, SoakResult.growthOfSecondHalf(List.of(1L, 50L, 80L, 100L, 100L, 100L)), ROUNDING);
  }

  @Test
  void computesTheGrowthOfTheSecondHalf() {
    assertEquals(
        20, SoakResult.growthOfSecondHalf(List.of(0L, 0L, 0L, 100L, 110L, 120L)), ROUNDING);
    assertEquals(-20, SoakResult.growthOfSecondHalf(List.of(0L, 0L, 0L, 100L, 90L, 80L)), ROUNDING);
  }

  @Test
  void reportsNoGrowthForThreeValues() {
    assertEquals(0, SoakResult.growthOfSecondHalf(List.of(1L, 2L, 3L)), ROUNDING);
  }

  @Test
  void isNotFlatIfNativeArraysGrow() {
    List<SoakSample> samples = List.of(sample(10, 5), sample(10, 5), sample(10, 6), sample(10, 7));

    assertFalse(SoakResult.of(new OutcomeCounts(4, 3, 1), samples).flat());
  }

  @Test
  void isFlatIfMemoryStaysEqual() {
    List<SoakSample> samples = List.of(sample(1, 5), sample(9, 5), sample(10, 5), sample(10, 5));

    assertTrue(SoakResult.of(new OutcomeCounts(4, 3, 1), samples).flat());
  }

  private static SoakSample sample(long resident, int arrays) {
    return new SoakSample(1, 1, resident, 1, arrays, 1);
  }
}
