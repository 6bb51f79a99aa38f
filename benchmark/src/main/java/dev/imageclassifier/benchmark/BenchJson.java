package dev.imageclassifier.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The findings for a machine: one object. */
final class BenchJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchJson() {}

  static String of(Findings findings) {
    BenchSettings settings = findings.settings();
    ObjectNode object = JSON.createObjectNode();
    object
        .putObject("model")
        .put("name", findings.model().name())
        .put("version", findings.model().version())
        .put("precision", findings.model().precision())
        .put("digest", findings.model().digest());
    object
        .putObject("pictures")
        .put("source", findings.corpus().source())
        .put("different", findings.corpus().pictures().size())
        .put("mean_bytes", findings.corpus().meanBytes());
    object
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("threads", settings.threads())
        .put("batch_size", settings.batch())
        .put("partitions", settings.partitions())
        .put("guarantee", settings.guarantee().code())
        .put("count", settings.count())
        .put("repetitions", settings.repetitions())
        .put("naive_is_scripted", findings.naiveScripted());
    ArrayNode rows = object.putArray("rows");
    findings.rows().forEach(row -> rows.add(row(row, settings.threads())));
    ArrayNode latencies = object.putArray("latency");
    findings.latencies().forEach(latency -> latencies.add(latency(latency)));
    ObjectNode ratios = object.putObject("ratios");
    Ratios.of(findings.rows()).forEach((name, ratio) -> ratios.set(name, spread(ratio, 1)));
    return object.toString();
  }

  private static ObjectNode row(RowSummary row, int threads) {
    ObjectNode node = JSON.createObjectNode();
    node.put("row", row.row().code()).put("title", row.row().title());
    if (!row.variant().isEmpty()) {
      node.put("variant", row.variant());
    }
    account(node, row.account());
    node.set("pictures_per_second", spread(row.picturesPerSecond(), 1));
    node.set("pictures_per_second_per_core", spread(row.picturesPerSecond(), threads));
    node.set("cpu_ms_per_picture", spread(row.cpuMsPerPicture(), 1));
    row.brokerCpuMsPerPicture()
        .ifPresent(broker -> node.set("broker_cpu_ms_per_picture", spread(broker, 1)));
    row.latency(50).ifPresent(p50 -> node.put("latency_p50_ms", rounded(p50)));
    row.latency(99).ifPresent(p99 -> node.put("latency_p99_ms", rounded(p99)));
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
    account(node, latency.account());
    return node.put("p50_ms", rounded(latency.p50()))
        .put("p99_ms", rounded(latency.p99()))
        .put("predict_p50_ms", rounded(latency.predictP50()))
        .put("read_p50_ms", rounded(latency.readP50()))
        .put("p50_beyond_predict_ms", rounded(latency.beyondPredict()));
  }

  private static void account(ObjectNode node, Account account) {
    node.put("pictures", account.pictures())
        .put("labelled", account.labelled())
        .put("dead_lettered", account.deadLettered());
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
