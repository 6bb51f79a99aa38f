package dev.imageclassifier.topology.classify;

import dev.imageclassifier.contract.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this process did since it started; thread-safe. The equation: {@code in = labelled +
 * deadLettered}, apart from records in the hands of a thread at this moment. Work that a
 * transaction's abort repeats is counted again, so the topics, not these counters, are the truth.
 */
public final class Counters {
  private final LongAdder in = new LongAdder();
  private final LongAdder labelled = new LongAdder();
  private final LongAdder pictures = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final Map<DeadLetterReason, LongAdder> deadLettered =
      new EnumMap<>(DeadLetterReason.class);

  /** All zero. */
  public Counters() {
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      deadLettered.put(reason, new LongAdder());
    }
  }

  void countIn() {
    in.increment();
  }

  void countLabelled() {
    labelled.increment();
  }

  void countDeadLettered(DeadLetterReason reason) {
    deadLettered.get(reason).increment();
  }

  void countBatch(int size) {
    batches.increment();
    pictures.add(size);
  }

  /** Records taken in hand. */
  public long in() {
    return in.sum();
  }

  /** Results forwarded. */
  public long labelled() {
    return labelled.sum();
  }

  /** Dead letters forwarded for this reason. */
  public long deadLettered(DeadLetterReason reason) {
    return deadLettered.get(reason).sum();
  }

  /** Dead letters forwarded, all reasons. */
  public long deadLettered() {
    return deadLettered.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Batches that were classified. */
  public long batches() {
    return batches.sum();
  }

  /** Records that took part in a batch. */
  public long batchedRecords() {
    return pictures.sum();
  }
}
