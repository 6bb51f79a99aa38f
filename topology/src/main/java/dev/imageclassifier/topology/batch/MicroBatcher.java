package dev.imageclassifier.topology.batch;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.deadletter.Rejection;
import dev.imageclassifier.topology.lookahead.LookAhead;
import dev.imageclassifier.topology.lookahead.PolledRecord;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.CrashJournal;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies the record at hand together with those that wait behind it, and keeps the others'
 * outcomes until their turn comes. Nothing that is kept here is ever needed for correctness: a
 * record whose outcome is lost is classified again. One per stream thread, not thread-safe, except
 * that another thread may give it another model, between two batches.
 */
public final class MicroBatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MicroBatcher.class);

  private final LookAhead lookAhead;
  private ModelSession model;
  private final BatchSettings limits;
  private final CrashJournal.InFlightRecords crashes;
  private final IsolatedClassifier trial;
  private final RecordCounters counters;
  private final StageListener stages;
  private final Map<RecordPosition, Known> known = new HashMap<>();

  /**
   * An outcome, and the very array that it was made from: a re-polled record is classified anew.
   */
  private record Known(PolledRecord waiting, Verdict verdict) {}

  MicroBatcher(
      LookAhead lookAhead,
      ModelSession model,
      BatchSettings limits,
      CrashJournal.InFlightRecords crashes,
      IsolatedClassifier trial,
      RecordCounters counters,
      StageListener stages) {
    this.lookAhead = lookAhead;
    this.model = model;
    this.limits = limits;
    this.crashes = crashes;
    this.trial = trial;
    this.counters = counters;
    this.stages = stages;
  }

  /** What becomes of this record; classifies a batch when it is not known yet. */
  @SuppressWarnings("ReferenceEquality") // a re-polled record has another array
  public Verdict verdict(RecordPosition position, byte[] value) {
    lookAhead.processed(position);
    Known ready = known.get(position);
    known.keySet().removeIf(old -> old.isAtOrBefore(position));
    if (ready != null && ready.waiting().value() == value) {
      return ready.verdict();
    }
    int deaths = crashes.crashesOf(position);
    if (deaths >= limits.crashLimit()) {
      return tried(position, value, deaths)
          .map(witness -> Verdict.of(witness.outcome(), position, witness.model(), List.of()))
          .orElseGet(() -> new Verdict.Rejected(Rejection.crashed(deaths, position), List.of()));
    }
    return classify(new PolledRecord(position, value), deaths == 0);
  }

  private Verdict classify(PolledRecord first, boolean inCompany) {
    List<PolledRecord> batch = new ArrayList<>(limits.batchSize());
    batch.add(first);
    if (inCompany) {
      long budget = limits.lookAheadBytes() - (first.value() == null ? 0 : first.value().length);
      batch.addAll(
          lookAhead.after(first.position(), limits.batchSize() - 1, budget, this::mayJoin));
    }
    crashes.begin(batch.stream().map(PolledRecord::position).toList());
    List<Verdict> verdicts = verdicts(batch);
    crashes.end();
    counters.countBatch(verdicts.size());
    for (int i = 1; i < verdicts.size(); i++) {
      PolledRecord other = batch.get(i);
      known.put(other.position(), new Known(other, verdicts.get(i)));
    }
    return verdicts.get(0);
  }

  private synchronized List<Verdict> verdicts(List<PolledRecord> batch) {
    StageTimes times = new StageTimes(batch.size(), stages);
    List<Outcome> outcomes =
        model
            .session()
            .classify(
                batch.stream().map(PolledRecord::value).toList(), BatchSettings.READ_BUDGET, times);
    List<Verdict> verdicts = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      verdicts.add(
          Verdict.of(outcomes.get(i), batch.get(i).position(), model.identity(), times.of(i)));
    }
    return verdicts;
  }

  /** Takes another model from the next batch on; waits for the batch in hand. */
  synchronized void switchTo(ModelSession next) {
    model.session().close();
    model = next;
  }

  /**
   * What another process makes of this suspect; nothing where it died too. A trial that ends this
   * process as well counts as a death, so that trying ends.
   */
  private Optional<IsolatedClassifier.IsolatedResult> tried(
      RecordPosition position, byte[] value, int deaths) {
    if (deaths >= limits.crashLimit() + BatchSettings.MOST_TRIALS) {
      return Optional.empty();
    }
    LOG.warn("the process died {} times on {}: another process tries it", deaths, position);
    crashes.begin(List.of(position));
    Optional<IsolatedClassifier.IsolatedResult> outcome = trial.classify(value);
    if (outcome.isPresent()) {
      crashes.end();
      counters.countBatch(1);
    } else {
      crashes.suspend();
    }
    LOG.warn("{} {}", position, outcome.isPresent() ? "came through" : "is set aside");
    return outcome;
  }

  private boolean mayJoin(PolledRecord waiting) {
    return !known.containsKey(waiting.position()) && crashes.crashesOf(waiting.position()) == 0;
  }

  /** Whether no record waits, as far as one can tell. */
  public boolean caughtUp() {
    return lookAhead.caughtUp();
  }

  LookAhead lookAhead() {
    return lookAhead;
  }

  /** Forgets a partition that this thread no longer owns. */
  void drop(String topic, int partition) {
    lookAhead.drop(topic, partition);
    known
        .keySet()
        .removeIf(position -> position.partition() == partition && position.topic().equals(topic));
  }

  @Override
  public synchronized void close() {
    model.session().close();
  }
}
