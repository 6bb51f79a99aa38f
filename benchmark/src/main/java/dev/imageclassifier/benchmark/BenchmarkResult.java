package dev.imageclassifier.benchmark;

import dev.imageclassifier.benchmark.kafka.Latency;
import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.RowSummary;
import dev.imageclassifier.contract.ClassificationResult;
import java.util.List;
import java.util.Optional;

/** The results of one benchmark run. */
record BenchmarkResult(Setup setup, List<RowSummary> rows, List<Latency> latencies) {

  /**
   * The measured rows and settings.
   *
   * @param naiveScripted whether row e used a model as {@code torch.jit.script} saves it; empty if
   *     row e was not measured
   */
  record Setup(
      ClassificationResult.Model model,
      BenchmarkSettings settings,
      ImageSet images,
      Optional<Boolean> naiveScripted) {}

  /** Whether every image of every row has one outcome. */
  boolean balanced() {
    return rows.stream().allMatch(row -> row.outcomes().balanced())
        && latencies.stream().allMatch(latency -> latency.outcomes().balanced());
  }
}
