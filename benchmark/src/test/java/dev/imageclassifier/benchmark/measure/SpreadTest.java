package dev.imageclassifier.benchmark.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void computesTheMedianOfAnOddNumberOfValues() {
    assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
  }

  @Test
  void computesTheMedianOfAnEvenNumberOfValues() {
    assertEquals(new Spread(3, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0, 4.0)));
  }

  @Test
  void rejectsAnEmptyList() {
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }

  @Test
  void returnsAPercentileByTheNearestRankMethod() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();

    assertEquals(50, Spread.percentile(hundred, 50));
    assertEquals(99, Spread.percentile(hundred, 99));
    assertEquals(7, Spread.percentile(List.of(7.0), 99));
    assertEquals(3, Spread.percentile(List.of(1.0, 2.0, 3.0), 99));
  }
}
