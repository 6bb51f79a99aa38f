package dev.imageclassifier.benchmark;

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
 * @param variant tells it from others of the same row; empty where there are none
 * @param samples one per repetition, in their order
 */
record RowSummary(Row row, String variant, List<Sample> samples) {

  String title() {
    return variant.isEmpty() ? row.title() : row.title() + ", " + variant;
  }

  Spread picturesPerSecond() {
    return spread(sample -> sample.effort().picturesPerSecond());
  }

  Spread cpuMsPerPicture() {
    return spread(sample -> sample.effort().cpuMsPerPicture());
  }

  /** Empty for rows without a broker. */
  Optional<Spread> brokerCpuMsPerPicture() {
    List<Double> values =
        samples.stream()
            .map(sample -> sample.effort().brokerCpuMsPerPicture())
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /** Of all repetitions together; empty where the row knows none. */
  OptionalDouble latency(double percent) {
    List<Double> all = new ArrayList<>();
    samples.forEach(sample -> all.addAll(sample.latenciesMs()));
    return all.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Spread.percentile(all, percent));
  }

  OptionalLong peakBytes() {
    return samples.stream()
        .map(Sample::peakBytes)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .max();
  }

  /** The median of each part. */
  Map<String, Double> parts() {
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

  Account account() {
    return samples.stream().map(Sample::account).reduce(Account.NOTHING, Account::plus);
  }

  private Spread spread(ToDoubleFunction<Sample> figure) {
    return Spread.of(samples.stream().map(figure::applyAsDouble).toList());
  }
}
