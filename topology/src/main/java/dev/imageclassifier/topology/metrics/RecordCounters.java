package dev.imageclassifier.topology.metrics;

import dev.imageclassifier.contract.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * What this process did since it started; thread-safe. The equation, in every {@link #snapshot}:
 * {@code in = labelled + dead letters + given back + in hand}. Work that a transaction's abort
 * repeats is counted again, so the topics, not these counters, are the truth.
 */
public final class RecordCounters {
  private final Map<DeadLetterReason, Long> deadLettered = new EnumMap<>(DeadLetterReason.class);
  private long in;
  private long labelled;
  private long givenBack;
  private long batches;
  private long batchedRecords;

  /**
   * All counts at one moment.
   *
   * @param in records taken in hand
   * @param labelled results forwarded
   * @param deadLettered dead letters forwarded, for every reason
   * @param givenBack records taken in hand without an outcome, since the thread lost its partition
   *     or failed; whoever gets them next counts them again
   */
  public record Snapshot(
      long in, long labelled, Map<DeadLetterReason, Long> deadLettered, long givenBack) {
    /** Dead letters of all reasons. */
    public long allDeadLetters() {
      return deadLettered.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records in the hands of the threads at that moment. */
    public long inHand() {
      return in - labelled - allDeadLetters() - givenBack;
    }
  }

  /** All zero. */
  public RecordCounters() {
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      deadLettered.put(reason, 0L);
    }
  }

  public synchronized void countIn() {
    in++;
  }

  public synchronized void countLabelled() {
    labelled++;
  }

  public synchronized void countDeadLettered(DeadLetterReason reason) {
    deadLettered.merge(reason, 1L, Long::sum);
  }

  public synchronized void countGivenBack() {
    givenBack++;
  }

  public synchronized void countBatch(int size) {
    batches++;
    batchedRecords += size;
  }

  /** All counts at this moment. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(in, labelled, Map.copyOf(deadLettered), givenBack);
  }

  /** Records taken in hand. */
  public synchronized long in() {
    return in;
  }

  /** Results forwarded. */
  public synchronized long labelled() {
    return labelled;
  }

  /** Dead letters forwarded for this reason. */
  public synchronized long deadLettered(DeadLetterReason reason) {
    return deadLettered.get(reason);
  }

  /** Dead letters forwarded, all reasons. */
  public long deadLettered() {
    return snapshot().allDeadLetters();
  }

  /** Batches that were classified. */
  public synchronized long batches() {
    return batches;
  }

  /** Records that took part in a batch. */
  public synchronized long batchedRecords() {
    return batchedRecords;
  }
}
