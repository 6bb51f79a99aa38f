package dev.imageclassifier.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowSummary;
import dev.imageclassifier.benchmark.measure.Sample;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final BenchmarkResult REPORT =
      Reports.report(
          Reports.row(Row.LOOP, 1, 2, 4),
          Reports.row(Row.TOPIC, 2, 4, 5),
          Reports.row(Row.NAIVE, 10, 20, 40));

  @Test
  void printsATableWithOneLineForEachRow() {
    List<String> lines = ReportTable.lines(REPORT);

    assertTrue(
        lines.contains(
            "d   topic to topic                     25.0       20.0-50.0      12.5    80.0    20.0"
                + "   512 MiB"),
        String.join("\n", lines));
    assertTrue(lines.contains("topic to naive  5.00 (5.00-8.00)"), String.join("\n", lines));
    assertTrue(
        lines.contains(
            "latency at_least_once  p50 20.0 ms  p99 40.0 ms  predict 12.0 ms"
                + "  p50 - predict 8.0 ms"),
        String.join("\n", lines));
  }

  @Test
  void writesTheSameNumbersAsJson() throws Exception {
    JsonNode object = new ObjectMapper().readTree(ReportJson.of(REPORT));

    JsonNode topic = object.get("rows").get(1);
    assertEquals("d", topic.get("row").textValue());
    assertEquals(25, topic.get("images_per_second").get("median").doubleValue());
    assertEquals(12.5, topic.get("images_per_second_per_core").get("median").doubleValue());
    assertEquals(20, topic.get("broker_cpu_ms_per_image").get("median").doubleValue());
    assertEquals(300, topic.get("images").intValue());
    JsonNode loop = object.get("rows").get(0);
    assertEquals(3.25, loop.get("parts").get("decode_ms").doubleValue());
    assertFalse(loop.has("broker_cpu_ms_per_image"));
    assertEquals(5, object.get("ratios").get("topic_to_naive").get("median").doubleValue());
    assertEquals(8, object.get("latency").get(0).get("p50_beyond_predict_ms").doubleValue());
  }

  @Test
  void isNotBalancedIfAnOutcomeIsMissing() {
    RowSummary incomplete =
        new RowSummary(
            Row.LOOP,
            List.of(
                new Sample(
                    REPORT.rows().get(0).samples().get(0).cost(),
                    new OutcomeCounts(3, 1, 1),
                    Map.of(),
                    OptionalLong.empty())));

    assertTrue(REPORT.balanced());
    assertFalse(Reports.report(incomplete).balanced());
  }
}
