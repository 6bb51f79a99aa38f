package dev.imageclassifier.benchmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * All repetitions of one row.
 *
 * @param samples one for each repetition, in order
 */
public record RowSummary(Row row, List<Sample> samples) {

  /** Rates of the repetitions. */
  public Spread imagesPerSecond() {
    return spread(sample -> sample.cost().imagesPerSecond());
  }

  /** CPU milliseconds per image of the repetitions. */
  public Spread cpuMsPerImage() {
    return spread(sample -> sample.cost().cpuMsPerImage());
  }

  /** CPU milliseconds of the broker per image; empty for rows without Kafka. */
  public Optional<Spread> brokerCpuMsPerImage() {
    List<Double> values =
        samples.stream()
            .map(sample -> sample.cost().brokerCpuMsPerImage())
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /** Peak resident memory. */
  public OptionalLong peakBytes() {
    return samples.stream()
        .map(Sample::peakBytes)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .max();
  }

  /** The median of each part. */
  public Map<String, Double> parts() {
    Map<String, List<Double>> values = new TreeMap<>();
    for (Sample sample : samples) {
      sample
          .partsMs()
          .forEach((name, ms) -> values.computeIfAbsent(name, key -> new ArrayList<>()).add(ms));
    }
    Map<String, Double> medians = new TreeMap<>();
    values.forEach((name, all) -> medians.put(name, Spread.of(all).median()));
    return medians;
  }

  /** Outcomes of all repetitions. */
  public OutcomeCounts outcomes() {
    return samples.stream().map(Sample::outcomes).reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
  }

  private Spread spread(ToDoubleFunction<Sample> figure) {
    return Spread.of(samples.stream().map(figure::applyAsDouble).toList());
  }
}
