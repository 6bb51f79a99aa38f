package dev.imageclassifier.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RatiosTest {
  @Test
  void repetitionsAreComparedPairwise() {
    Map<String, Spread> ratios =
        Ratios.of(
            List.of(Fixtures.row(Row.TOPIC, "", 1, 2, 10), Fixtures.row(Row.NAIVE, "", 5, 12, 40)));

    assertEquals(new Spread(5, 4, 6), ratios.get("topic_to_naive"));
    assertEquals(Set.of("topic_to_naive", "topic_to_naive_per_cpu_second"), ratios.keySet());
  }

  @Test
  void aVariantIsComparedWithThePlainRow() {
    Map<String, Spread> ratios =
        Ratios.of(
            List.of(Fixtures.row(Row.TOPIC, "", 2), Fixtures.row(Row.TOPIC, "{linger.ms=0}", 1)));

    assertEquals(new Spread(2, 2, 2), ratios.get("variant_to_topic {linger.ms=0}"));
  }

  @Test
  void nothingIsComparedWithNothing() {
    assertEquals(Map.of(), Ratios.of(List.of(Fixtures.row(Row.TOPIC, "", 2))));
  }
}
