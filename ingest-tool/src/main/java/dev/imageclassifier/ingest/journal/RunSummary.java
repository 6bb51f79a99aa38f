package dev.imageclassifier.ingest.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run in numbers; {@code published = labelled + deadLettered + pending}.
 *
 * @param published files that the brokers have acknowledged
 * @param failed files that were not published
 * @param bytes total length of the published images
 * @param labelled files with labels
 * @param deadLettered files that could not be classified
 * @param duplicates outcomes of further records of the same run: what was in flight when a process
 *     was killed, and was sent again
 * @param byLabel how many files of each label, the most frequent first
 * @param byReason how many dead letters of each reason, the most frequent first
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

  /** Copies the maps, in their order. */
  public RunSummary {
    byLabel = new LinkedHashMap<>(byLabel);
    byReason = new LinkedHashMap<>(byReason);
  }

  /** How many files of each label; a copy. */
  @Override
  public Map<String, Long> byLabel() {
    return new LinkedHashMap<>(byLabel);
  }

  /** How many dead letters of each reason; a copy. */
  @Override
  public Map<String, Long> byReason() {
    return new LinkedHashMap<>(byReason);
  }

  /** Published files without an outcome. */
  public long pending() {
    return published - labelled - deadLettered;
  }
}
