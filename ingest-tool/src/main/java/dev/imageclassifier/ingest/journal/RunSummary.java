package dev.imageclassifier.ingest.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counters of a run; {@code published = labelled + deadLettered + pending}.
 *
 * @param published files whose records the brokers have acknowledged
 * @param failed files that were not published
 * @param bytes total size of the published images
 * @param labelled files with a result
 * @param deadLettered files with a dead letter
 * @param duplicates outcomes of duplicate records, which were in flight when a process was killed
 * @param byLabel number of files per label, the most frequent first
 * @param byReason number of dead letters per reason, the most frequent first
 */
public record RunSummary(
    long published,
    long failed,
    long bytes,
    long labelled,
    long deadLettered,
    long duplicates,
    Map<String, Long> byLabel,
    Map<String, Long> byReason) {

  /** The summary of a run without files. */
  public static final RunSummary EMPTY = new RunSummary(0, 0, 0, 0, 0, 0, Map.of(), Map.of());

  /** Copies the maps and keeps their order. */
  public RunSummary {
    byLabel = new LinkedHashMap<>(byLabel);
    byReason = new LinkedHashMap<>(byReason);
  }

  /** Number of files per label; a copy. */
  @Override
  public Map<String, Long> byLabel() {
    return new LinkedHashMap<>(byLabel);
  }

  /** Number of dead letters per reason; a copy. */
  @Override
  public Map<String, Long> byReason() {
    return new LinkedHashMap<>(byReason);
  }

  /** Number of published files without an outcome. */
  public long pending() {
    return published - labelled - deadLettered;
  }
}
