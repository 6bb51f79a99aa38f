package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReductionTest {
  @ParameterizedTest
  @CsvSource({
    "4000, 3000, 256, 2",
    "3000, 4000, 256, 2",
    "8064, 6048, 256, 4",
    "8192, 8192, 256, 8",
    "2048, 2048, 256, 2",
    "2046, 2046, 256, 1",
    "4001, 3000, 256, 1", // a part of a pixel would be left over
    "4002, 3000, 256, 2",
    "4002, 3001, 256, 1",
    "512, 384, 32, 2",
    "500, 375, 256, 1",
    "16384, 8, 256, 1",
    "16384, 16384, 2147483647, 1"
  })
  void leavesFourTimesTheShortSideAndNoRest(long width, long height, int shortSide, int by) {
    assertEquals(by, Reduction.of(width, height, shortSide));
  }
}
