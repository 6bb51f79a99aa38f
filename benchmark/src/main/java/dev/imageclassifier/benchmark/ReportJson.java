package dev.imageclassifier.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.benchmark.kafka.Latency;
import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.benchmark.measure.RowSummary;
import dev.imageclassifier.benchmark.measure.Spread;

/** Formats the report as one JSON object, for programs. */
final class ReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  static String of(BenchmarkResult report) {
    BenchmarkSettings settings = report.setup().settings();
    ObjectNode object = JSON.createObjectNode();
    object
        .putObject("model")
        .put("name", report.setup().model().name())
        .put("version", report.setup().model().version())
        .put("precision", report.setup().model().precision())
        .put("digest", report.setup().model().digest());
    object
        .putObject("images")
        .put("source", report.setup().images().source())
        .put("different", report.setup().images().images().size())
        .put("mean_bytes", report.setup().images().meanBytes());
    object
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("threads", settings.threads())
        .put("batch_size", settings.batchSize())
        .put("partitions", settings.partitions())
        .put("guarantee", settings.guarantee().code())
        .put("count", settings.count())
        .put("repetitions", settings.repetitions())
        .put("naive_is_scripted", report.setup().naiveScripted().orElse(false));
    ArrayNode rows = object.putArray("rows");
    report.rows().forEach(row -> rows.add(row(row, settings.threads())));
    ArrayNode latencies = object.putArray("latency");
    report.latencies().forEach(latency -> latencies.add(latency(latency)));
    ObjectNode ratios = object.putObject("ratios");
    Ratios.of(report.rows()).forEach((name, ratio) -> ratios.set(name, spread(ratio, 1)));
    return object.toString();
  }

  private static ObjectNode row(RowSummary row, int threads) {
    ObjectNode node = JSON.createObjectNode();
    node.put("row", row.row().code()).put("title", row.row().title());
    outcomes(node, row.outcomes());
    node.set("images_per_second", spread(row.imagesPerSecond(), 1));
    node.set("images_per_second_per_core", spread(row.imagesPerSecond(), threads));
    node.set("cpu_ms_per_image", spread(row.cpuMsPerImage(), 1));
    row.brokerCpuMsPerImage()
        .ifPresent(broker -> node.set("broker_cpu_ms_per_image", spread(broker, 1)));
    row.peakBytes().ifPresent(bytes -> node.put("peak_resident_bytes", bytes));
    ObjectNode parts = node.putObject("parts");
    row.parts()
        .forEach(
            (name, value) ->
                parts.put(name.equals("mean_batch") ? name : name + "_ms", rounded(value)));
    return node;
  }

  private static ObjectNode latency(Latency latency) {
    ObjectNode node = JSON.createObjectNode().put("guarantee", latency.guarantee());
    outcomes(node, latency.outcomes());
    return node.put("p50_ms", rounded(latency.p50()))
        .put("p99_ms", rounded(latency.p99()))
        .put("predict_p50_ms", rounded(latency.predictP50()))
        .put("read_p50_ms", rounded(latency.readP50()))
        .put("p50_beyond_predict_ms", rounded(latency.beyondPredict()));
  }

  private static void outcomes(ObjectNode node, OutcomeCounts counts) {
    node.put("images", counts.images())
        .put("labelled", counts.labelled())
        .put("dead_lettered", counts.deadLettered());
  }

  private static ObjectNode spread(Spread spread, int divisor) {
    return JSON.createObjectNode()
        .put("median", rounded(spread.median() / divisor))
        .put("min", rounded(spread.min() / divisor))
        .put("max", rounded(spread.max() / divisor));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
