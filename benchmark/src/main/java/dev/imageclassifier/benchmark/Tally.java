package dev.imageclassifier.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one thread of a loop counted. Not thread-safe. */
final class Tally {
  private static final double NANOS_PER_MS = 1e6;

  private final List<Double> latencies = new ArrayList<>();
  private final Map<String, Double> parts = new TreeMap<>();
  private long labelled;
  private long refused;

  void labelled(long pictures) {
    labelled += pictures;
  }

  void refused(long pictures) {
    refused += pictures;
  }

  void latency(long nanos) {
    latencies.add(nanos / NANOS_PER_MS);
  }

  /** Adds to the time of a part of the row. */
  void part(String name, double ms) {
    parts.merge(name, ms, Double::sum);
  }

  /** Takes another thread's numbers in. */
  void add(Tally other) {
    labelled += other.labelled;
    refused += other.refused;
    latencies.addAll(other.latencies);
    other.parts.forEach(this::part);
  }

  Account account(long pictures) {
    return new Account(pictures, labelled, refused);
  }

  List<Double> latencies() {
    return List.copyOf(latencies);
  }

  /** Milliseconds per picture of each part. */
  Map<String, Double> partsPerPicture(long pictures) {
    Map<String, Double> mean = new TreeMap<>();
    parts.forEach((name, ms) -> mean.put(name, ms / pictures));
    return mean;
  }
}
