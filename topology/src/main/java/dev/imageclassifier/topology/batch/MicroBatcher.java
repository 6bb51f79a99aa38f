package dev.imageclassifier.topology.batch;

import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.lookahead.LookAhead;
import dev.imageclassifier.topology.lookahead.PolledRecord;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.Quarantine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Classifies the current record together with records of the look-ahead, and caches the outcomes of
 * the others. Losing a cached outcome only repeats work: a record without a cached outcome is
 * classified again.
 *
 * <p>Each stream thread has one instance. Not thread-safe, except {@link #switchTo} and {@link
 * #close}, which another thread may call between two batches.
 */
public final class MicroBatcher implements AutoCloseable {
  private final BatchSettings settings;
  private final Quarantine quarantine;
  private final RecordCounters counters;
  private final StageListener stages;
  private final LookAhead lookAhead;
  private final Map<RecordPosition, CachedOutcome> cache = new HashMap<>();
  private ModelSession model;

  /**
   * The classified record. The array distinguishes this record from a repeated poll of the same
   * position.
   */
  private record CachedOutcome(PolledRecord record, ClassifiedRecord classified) {}

  MicroBatcher(
      ModelSession model,
      BatchSettings settings,
      Quarantine quarantine,
      RecordCounters counters,
      StageListener stages) {
    this.model = model;
    this.settings = settings;
    this.quarantine = quarantine;
    this.counters = counters;
    this.stages = stages;
    this.lookAhead = new LookAhead(settings.lookAheadBytes());
  }

  /**
   * Returns the outcome of this record. Classifies a batch unless the outcome is cached.
   *
   * @param position position of the current record
   * @param value the encoded image; may be null
   */
  @SuppressWarnings("ReferenceEquality") // a record that is polled again has a different array
  public ClassifiedRecord classify(RecordPosition position, byte[] value) {
    lookAhead.removeUpTo(position);
    CachedOutcome cached = cache.get(position);
    cache.keySet().removeIf(old -> old.isAtOrBefore(position));
    if (cached != null && cached.record().value() == value) {
      return cached.classified();
    }
    if (quarantine.isQuarantined(position)) {
      return classifyIsolated(position, value);
    }
    return classifyBatch(new PolledRecord(position, value), quarantine.isSuspect(position));
  }

  private ClassifiedRecord classifyIsolated(RecordPosition position, byte[] value) {
    return quarantine
        .retry(position, value)
        .map(
            result -> {
              counters.countBatch(1);
              return new ClassifiedRecord(result.outcome(), result.model(), List.of());
            })
        .orElseGet(
            () ->
                new ClassifiedRecord(quarantine.rejection(position), model.identity(), List.of()));
  }

  private ClassifiedRecord classifyBatch(PolledRecord first, boolean alone) {
    List<PolledRecord> batch = new ArrayList<>(settings.batchSize());
    batch.add(first);
    if (!alone) {
      long bytesLeft = settings.lookAheadBytes() - first.length();
      batch.addAll(
          lookAhead.select(first.position(), settings.batchSize() - 1, bytesLeft, this::mayJoin));
    }
    quarantine.begin(batch.stream().map(PolledRecord::position).toList());
    List<ClassifiedRecord> classified = classify(batch);
    quarantine.end();
    counters.countBatch(classified.size());
    for (int i = 1; i < classified.size(); i++) {
      cache.put(batch.get(i).position(), new CachedOutcome(batch.get(i), classified.get(i)));
    }
    return classified.get(0);
  }

  private synchronized List<ClassifiedRecord> classify(List<PolledRecord> batch) {
    StageTimes times = new StageTimes(batch.size(), stages);
    List<Outcome> outcomes =
        model
            .session()
            .classify(
                batch.stream().map(PolledRecord::value).toList(),
                BatchSettings.DECODE_BUDGET,
                times);
    List<ClassifiedRecord> classified = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      classified.add(new ClassifiedRecord(outcomes.get(i), model.identity(), times.of(i)));
    }
    return classified;
  }

  private boolean mayJoin(PolledRecord record) {
    return !cache.containsKey(record.position()) && !quarantine.isSuspect(record.position());
  }

  /** Uses another model from the next batch on. Waits for the end of the current batch. */
  synchronized void switchTo(ModelSession next) {
    model.session().close();
    model = next;
  }

  /** Whether the look-ahead contains no other waiting record. */
  public boolean isCaughtUp() {
    return lookAhead.isCaughtUp();
  }

  LookAhead lookAhead() {
    return lookAhead;
  }

  /** Removes all records and outcomes of a partition that this thread no longer owns. */
  void removePartition(int partition) {
    lookAhead.removePartition(partition);
    cache.keySet().removeIf(position -> position.partition() == partition);
  }

  @Override
  public synchronized void close() {
    model.session().close();
  }
}
