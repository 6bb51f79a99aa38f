package dev.imageclassifier.runtime.decode.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegReductionTest {
  @ParameterizedTest
  @CsvSource({
    "4000, 3000, 256, 2",
    "3000, 4000, 256, 2",
    "8064, 6048, 256, 4",
    "8192, 8192, 256, 8",
    "2048, 2048, 256, 2",
    "2046, 2046, 256, 1",
    "4001, 3000, 256, 1", // not divisible by 2
    "4002, 3000, 256, 2",
    "4002, 3001, 256, 1",
    "512, 384, 32, 2",
    "500, 375, 256, 1",
    "16384, 8, 256, 1",
    "16384, 16384, 2147483647, 1"
  })
  void keepsFourTimesTheShortSideAndDividesExactly(
      long width, long height, int shortSide, int divisor) {
    assertEquals(divisor, JpegReduction.divisor(width, height, shortSide));
  }
}
