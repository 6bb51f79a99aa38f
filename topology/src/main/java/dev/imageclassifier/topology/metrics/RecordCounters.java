package dev.imageclassifier.topology.metrics;

import dev.imageclassifier.contract.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts the records and outcomes of this process since its start. Thread-safe. Each {@link
 * #snapshot} satisfies {@code received = labelled + dead letters + abandoned + in progress}.
 * Repeated work after an aborted transaction is counted again, so only the topics contain exact
 * numbers.
 */
public final class RecordCounters {
  private final Map<DeadLetterReason, Long> deadLettered = new EnumMap<>(DeadLetterReason.class);
  private long received;
  private long labelled;
  private long abandoned;
  private long batches;
  private long batchedRecords;

  /**
   * All counts at one moment.
   *
   * @param received records whose processing started
   * @param labelled results forwarded
   * @param deadLettered dead letters forwarded, for each reason
   * @param abandoned records whose processing failed without an outcome; the next attempt counts
   *     them again
   */
  public record Snapshot(
      long received, long labelled, Map<DeadLetterReason, Long> deadLettered, long abandoned) {
    /** Dead letters of all reasons. */
    public long allDeadLetters() {
      return deadLettered.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records that a thread is processing at this moment. */
    public long inProgress() {
      return received - labelled - allDeadLetters() - abandoned;
    }
  }

  /** Creates counters at zero. */
  public RecordCounters() {
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      deadLettered.put(reason, 0L);
    }
  }

  /** Counts a record whose processing starts. */
  public synchronized void countReceived() {
    received++;
  }

  /** Counts a result. */
  public synchronized void countLabelled() {
    labelled++;
  }

  /** Counts a dead letter. */
  public synchronized void countDeadLettered(DeadLetterReason reason) {
    deadLettered.merge(reason, 1L, Long::sum);
  }

  /** Counts a record whose processing failed without an outcome. */
  public synchronized void countAbandoned() {
    abandoned++;
  }

  /** Counts a batch of {@code size} records. */
  public synchronized void countBatch(int size) {
    batches++;
    batchedRecords += size;
  }

  /** All counts at this moment. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(received, labelled, Map.copyOf(deadLettered), abandoned);
  }

  /** Records whose processing started. */
  public synchronized long received() {
    return received;
  }

  /** Results forwarded. */
  public synchronized long labelled() {
    return labelled;
  }

  /** Dead letters forwarded for this reason. */
  public synchronized long deadLettered(DeadLetterReason reason) {
    return deadLettered.get(reason);
  }

  /** Dead letters forwarded, for all reasons. */
  public long deadLettered() {
    return snapshot().allDeadLetters();
  }

  /** Batches classified. */
  public synchronized long batches() {
    return batches;
  }

  /** Records in all batches. */
  public synchronized long batchedRecords() {
    return batchedRecords;
  }
}
