package dev.imageclassifier.benchmark.loop;

import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Outcomes and times that one thread of a loop counted. Not thread-safe. */
public final class LoopTally {
  private static final double NANOS_PER_MS = 1e6;

  private final List<Double> latencies = new ArrayList<>();
  private final Map<String, Double> parts = new TreeMap<>();
  private long labelled;
  private long rejected;

  /** Counts one image that was labelled or rejected. */
  public void image(boolean isLabelled) {
    if (isLabelled) {
      labelled++;
    } else {
      rejected++;
    }
  }

  /** Records the latency of a call that began at {@code startNanos} and ends now. */
  public void latencySince(long startNanos) {
    latencies.add((System.nanoTime() - startNanos) / NANOS_PER_MS);
  }

  /** Adds to the time of a part of the row. */
  void part(String name, double ms) {
    parts.merge(name, ms, Double::sum);
  }

  void addAll(LoopTally other) {
    labelled += other.labelled;
    rejected += other.rejected;
    latencies.addAll(other.latencies);
    other.parts.forEach(this::part);
  }

  OutcomeCounts outcomes(long images) {
    return new OutcomeCounts(images, labelled, rejected);
  }

  List<Double> latenciesMs() {
    return List.copyOf(latencies);
  }

  /** Milliseconds per image of each part. */
  Map<String, Double> partsPerImage(long images) {
    Map<String, Double> mean = new TreeMap<>(parts);
    mean.replaceAll((name, ms) -> ms / images);
    return mean;
  }
}
