package dev.imageclassifier.topology.classify;

import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.brake.CrashJournal;
import dev.imageclassifier.topology.deadletter.Rejection;
import dev.imageclassifier.topology.in.LookAhead;
import dev.imageclassifier.topology.in.LookAhead.Waiting;
import dev.imageclassifier.topology.in.Place;
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
final class Batcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);

  private final LookAhead lookAhead;
  private OpenModel model;
  private final BatchLimits limits;
  private final CrashJournal.Page crashes;
  private final Trial trial;
  private final Counters counters;
  private final StageListener stages;
  private final Map<Place, Known> known = new HashMap<>();

  /**
   * An outcome, and the very array that it was made from: a re-polled record is classified anew.
   */
  private record Known(Waiting waiting, Verdict verdict) {}

  Batcher(
      LookAhead lookAhead,
      OpenModel model,
      BatchLimits limits,
      CrashJournal.Page crashes,
      Trial trial,
      Counters counters,
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
  Verdict verdict(Place place, byte[] value) {
    lookAhead.processed(place);
    Known ready = known.get(place);
    known.keySet().removeIf(old -> old.isUpTo(place));
    if (ready != null && ready.waiting().value() == value) {
      return ready.verdict();
    }
    int deaths = crashes.deathsAt(place);
    if (deaths >= limits.crashLimit()) {
      return tried(place, value, deaths)
          .map(witness -> Verdict.of(witness.outcome(), place, witness.model(), List.of()))
          .orElseGet(() -> new Verdict.Rejected(Rejection.crashed(deaths, place), List.of()));
    }
    return classify(new Waiting(place, value), deaths == 0);
  }

  private Verdict classify(Waiting first, boolean inCompany) {
    List<Waiting> batch = new ArrayList<>(limits.batchSize());
    batch.add(first);
    if (inCompany) {
      long budget = limits.lookAheadBytes() - (first.value() == null ? 0 : first.value().length);
      batch.addAll(lookAhead.after(first.place(), limits.batchSize() - 1, budget, this::mayJoin));
    }
    crashes.begin(batch.stream().map(Waiting::place).toList());
    List<Verdict> verdicts = verdicts(batch);
    crashes.end();
    counters.countBatch(verdicts.size());
    for (int i = 1; i < verdicts.size(); i++) {
      Waiting other = batch.get(i);
      known.put(other.place(), new Known(other, verdicts.get(i)));
    }
    return verdicts.get(0);
  }

  private synchronized List<Verdict> verdicts(List<Waiting> batch) {
    BatchTimes times = new BatchTimes(batch.size(), stages);
    List<Outcome> outcomes =
        model
            .session()
            .classify(batch.stream().map(Waiting::value).toList(), BatchLimits.READ_BUDGET, times);
    List<Verdict> verdicts = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      verdicts.add(
          Verdict.of(outcomes.get(i), batch.get(i).place(), model.identity(), times.of(i)));
    }
    return verdicts;
  }

  /** Takes another model from the next batch on; waits for the batch in hand. */
  synchronized void switchTo(OpenModel next) {
    model.session().close();
    model = next;
  }

  /**
   * What another process makes of this suspect; nothing where it died too. A trial that ends this
   * process as well counts as a death, so that trying ends.
   */
  private Optional<Trial.Testimony> tried(Place place, byte[] value, int deaths) {
    if (deaths >= limits.crashLimit() + BatchLimits.MOST_TRIALS) {
      return Optional.empty();
    }
    LOG.warn("the process died {} times on {}: another process tries it", deaths, place);
    crashes.begin(List.of(place));
    Optional<Trial.Testimony> outcome = trial.classify(value);
    if (outcome.isPresent()) {
      crashes.end();
      counters.countBatch(1);
    } else {
      crashes.suspend();
    }
    LOG.warn("{} {}", place, outcome.isPresent() ? "came through" : "is set aside");
    return outcome;
  }

  private boolean mayJoin(Waiting waiting) {
    return !known.containsKey(waiting.place()) && crashes.deathsAt(waiting.place()) == 0;
  }

  /** Whether no record waits, as far as one can tell. */
  boolean caughtUp() {
    return lookAhead.caughtUp();
  }

  LookAhead lookAhead() {
    return lookAhead;
  }

  /** Forgets a partition that this thread no longer owns. */
  void drop(String topic, int partition) {
    lookAhead.drop(topic, partition);
    known.keySet().removeIf(place -> place.partition() == partition && place.topic().equals(topic));
  }

  @Override
  public synchronized void close() {
    model.session().close();
  }
}
