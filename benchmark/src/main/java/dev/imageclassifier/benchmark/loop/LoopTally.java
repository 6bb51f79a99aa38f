package dev.imageclassifier.benchmark.loop;

import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import java.util.Map;
import java.util.TreeMap;

/** Outcomes and times that one thread of a loop counted. Not thread-safe. */
public final class LoopTally {
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

  /** Adds to the time of a part of the row. */
  void part(String name, double ms) {
    parts.merge(name, ms, Double::sum);
  }

  void addAll(LoopTally other) {
    labelled += other.labelled;
    rejected += other.rejected;
    other.parts.forEach(this::part);
  }

  OutcomeCounts outcomes(long images) {
    return new OutcomeCounts(images, labelled, rejected);
  }

  /** Milliseconds per image of each part. */
  Map<String, Double> partsPerImage(long images) {
    Map<String, Double> mean = new TreeMap<>(parts);
    mean.replaceAll((name, ms) -> ms / images);
    return mean;
  }
}
