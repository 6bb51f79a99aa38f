package dev.imageclassifier.benchmark;

import dev.imageclassifier.benchmark.BenchmarkResult.Setup;
import dev.imageclassifier.benchmark.kafka.Latency;
import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.benchmark.measure.Cost;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowSummary;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.contract.ClassificationResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Benchmark reports with round numbers. */
final class Reports {
  private Reports() {}

  /** A row whose repetitions took these seconds for 100 images each. */
  static RowSummary row(Row row, double... seconds) {
    return new RowSummary(
        row, Arrays.stream(seconds).mapToObj(taken -> sample(row, taken)).toList());
  }

  private static Sample sample(Row row, double seconds) {
    boolean topic = row == Row.TOPIC || row == Row.TOPIC_BATCH_1;
    return new Sample(
        new Cost(
            100,
            seconds,
            2 * seconds,
            topic ? OptionalDouble.of(seconds / 2) : OptionalDouble.empty()),
        new OutcomeCounts(100, 99, 1),
        Map.of("decode", 3.25),
        OptionalLong.of(512L << 20));
  }

  static BenchmarkResult report(RowSummary... rows) {
    Setup setup =
        new Setup(
            new ClassificationResult.Model("starter", "1", "fp32", "sha256:" + "0".repeat(64)),
            BenchmarkSettings.builder().threads(2).build(),
            new ImageSet("photographs", List.of(new byte[10])),
            Optional.of(false));
    return new BenchmarkResult(
        setup,
        List.of(rows),
        List.of(new Latency("at_least_once", new OutcomeCounts(10, 10, 0), 20, 40, 12, 5)));
  }
}
