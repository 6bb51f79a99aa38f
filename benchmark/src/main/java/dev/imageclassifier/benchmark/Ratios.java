package dev.imageclassifier.benchmark;

import dev.imageclassifier.benchmark.measure.Cost;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowSummary;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.benchmark.measure.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Ratios between rows, computed for each repetition. Other programs on the machine slow down all
 * rows of a repetition in the same way.
 */
final class Ratios {
  private final Map<String, Spread> ratios = new LinkedHashMap<>();
  private final List<RowSummary> rows;

  private Ratios(List<RowSummary> rows) {
    this.rows = rows;
  }

  /** The ratios between the measured rows, by name. */
  static Map<String, Spread> of(List<RowSummary> rows) {
    Ratios ratios = new Ratios(rows);
    ratios.addBoth("topic_to_naive", Row.TOPIC, Row.NAIVE);
    ratios.add("topic_to_web_service", Row.TOPIC, Row.WEB_SERVICE, Cost::imagesPerSecond);
    ratios.add("read_to_pillow_cpu", Row.PILLOW, Row.READ, Cost::imagesPerCpuSecond);
    ratios.addBoth("topic_to_loop", Row.TOPIC, Row.LOOP);
    ratios.addBoth("batch_to_batch_1", Row.TOPIC, Row.TOPIC_BATCH_1);
    ratios.addBoth("two_processes_to_one", Row.TOPIC_PROCESSES, Row.TOPIC);
    return ratios.ratios;
  }

  private void addBoth(String name, Row upper, Row lower) {
    add(name, upper, lower, Cost::imagesPerSecond);
    add(name + "_per_cpu_second", upper, lower, Cost::imagesPerCpuSecond);
  }

  private void add(String name, Row upper, Row lower, ToDoubleFunction<Cost> figure) {
    Optional<RowSummary> first = find(upper);
    Optional<RowSummary> second = find(lower);
    if (first.isPresent() && second.isPresent()) {
      ratios.put(name, ratio(first.get().samples(), second.get().samples(), figure));
    }
  }

  private Optional<RowSummary> find(Row wanted) {
    return rows.stream().filter(row -> row.row() == wanted).findFirst();
  }

  private static Spread ratio(
      List<Sample> upper, List<Sample> lower, ToDoubleFunction<Cost> figure) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < Math.min(upper.size(), lower.size()); i++) {
      values.add(
          figure.applyAsDouble(upper.get(i).cost()) / figure.applyAsDouble(lower.get(i).cost()));
    }
    return Spread.of(values);
  }
}
