package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.predict.ModelIdentity;
import java.util.List;

/**
 * All that a run of the benchmark found out.
 *
 * @param naiveScripted whether the naive row ran a model as {@code torch.jit.script} leaves it
 */
record Findings(
    ModelIdentity model,
    BenchSettings settings,
    Corpus corpus,
    boolean naiveScripted,
    List<RowSummary> rows,
    List<Latency> latencies) {

  /** Whether every picture of every row is accounted for. */
  boolean balanced() {
    return rows.stream().allMatch(row -> row.account().balanced())
        && latencies.stream().allMatch(latency -> latency.account().balanced());
  }

  boolean measured(Row row) {
    return settings.rows().contains(row);
  }
}
