package dev.imageclassifier.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Rows against rows, repetition by repetition: what runs side by side suffers alike from whatever
 * else the machine does.
 */
final class Ratios {
  private Ratios() {}

  /** The ratios of the rows that are there, by name. */
  static Map<String, Spread> of(List<RowSummary> rows) {
    Map<String, Spread> ratios = new LinkedHashMap<>();
    ToDoubleFunction<Effort> rate = Effort::picturesPerSecond;
    ToDoubleFunction<Effort> perCpu = effort -> 1 / effort.cpuMsPerPicture();
    put(ratios, "topic_to_naive", rows, Row.TOPIC, Row.NAIVE, rate);
    put(ratios, "topic_to_naive_per_cpu_second", rows, Row.TOPIC, Row.NAIVE, perCpu);
    put(ratios, "topic_to_web_service", rows, Row.TOPIC, Row.WEB_SERVICE, rate);
    put(ratios, "read_to_pillow_cpu", rows, Row.PILLOW, Row.READ, perCpu);
    put(ratios, "topic_to_loop", rows, Row.TOPIC, Row.LOOP, rate);
    put(ratios, "topic_to_loop_per_cpu_second", rows, Row.TOPIC, Row.LOOP, perCpu);
    put(ratios, "batch_to_batch_1", rows, Row.TOPIC, Row.TOPIC_BATCH_1, rate);
    put(ratios, "batch_to_batch_1_per_cpu_second", rows, Row.TOPIC, Row.TOPIC_BATCH_1, perCpu);
    put(ratios, "two_processes_to_one", rows, Row.TOPIC_PROCESSES, Row.TOPIC, rate);
    put(
        ratios,
        "two_processes_to_one_per_cpu_second",
        rows,
        Row.TOPIC_PROCESSES,
        Row.TOPIC,
        perCpu);
    Optional<RowSummary> plain = find(rows, Row.TOPIC);
    for (RowSummary row : rows) {
      if (row.row() == Row.TOPIC && !row.variant().isEmpty() && plain.isPresent()) {
        ratios.put("variant_to_topic " + row.variant(), paired(row, plain.get(), rate));
        ratios.put(
            "variant_to_topic_per_cpu_second " + row.variant(), paired(row, plain.get(), perCpu));
      }
    }
    return ratios;
  }

  private static void put(
      Map<String, Spread> ratios,
      String name,
      List<RowSummary> rows,
      Row upper,
      Row lower,
      ToDoubleFunction<Effort> figure) {
    Optional<RowSummary> first = find(rows, upper);
    Optional<RowSummary> second = find(rows, lower);
    if (first.isPresent() && second.isPresent()) {
      ratios.put(name, paired(first.get(), second.get(), figure));
    }
  }

  private static Optional<RowSummary> find(List<RowSummary> rows, Row wanted) {
    return rows.stream().filter(row -> row.row() == wanted && row.variant().isEmpty()).findFirst();
  }

  private static Spread paired(
      RowSummary upper, RowSummary lower, ToDoubleFunction<Effort> figure) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < Math.min(upper.samples().size(), lower.samples().size()); i++) {
      values.add(
          figure.applyAsDouble(upper.samples().get(i).effort())
              / figure.applyAsDouble(lower.samples().get(i).effort()));
    }
    return Spread.of(values);
  }
}
