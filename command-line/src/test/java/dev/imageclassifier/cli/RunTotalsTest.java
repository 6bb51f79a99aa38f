package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RunTotalsTest {
  @Test
  void writesPropertiesInOrderThenTheRate() {
    RunTotals totals = new RunTotals().with("run", "r\"1").with("published", 3).with("pending", 0);

    assertEquals(
        "{\"run\":\"r\\\"1\",\"published\":3,\"pending\":0,\"seconds\":1.235,"
            + "\"images_per_second\":2.43}",
        totals.toJson(3, 1.23456));
  }

  @Test
  void reportsNoRateWithoutTime() {
    assertEquals("{\"seconds\":0.0,\"images_per_second\":0.0}", new RunTotals().toJson(0, 0));
  }
}
