package dev.imageclassifier.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.Spread;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RatiosTest {
  @Test
  void comparesRepetitionsInPairs() {
    Map<String, Spread> ratios =
        Ratios.of(List.of(Reports.row(Row.TOPIC, 1, 2, 10), Reports.row(Row.NAIVE, 5, 12, 40)));

    assertEquals(new Spread(5, 4, 6), ratios.get("topic_to_naive"));
    assertEquals(Set.of("topic_to_naive", "topic_to_naive_per_cpu_second"), ratios.keySet());
  }

  @Test
  void returnsNoRatioForASingleRow() {
    assertEquals(Map.of(), Ratios.of(List.of(Reports.row(Row.TOPIC, 2))));
  }
}
