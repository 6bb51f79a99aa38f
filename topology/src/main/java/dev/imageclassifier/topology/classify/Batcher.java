package dev.imageclassifier.topology.classify;

import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Session;
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

/**
 * Classifies the record at hand together with those that wait behind it, and keeps the others'
 * outcomes until their turn comes. Nothing that is kept here is ever needed for correctness: a
 * record whose outcome is lost is classified again. One per stream thread, not thread-safe.
 */
final class Batcher implements AutoCloseable {
  private final LookAhead lookAhead;
  private final Session session;
  private final BatchLimits limits;
  private final CrashJournal.Page crashes;
  private final Counters counters;
  private final StageListener stages;
  private final Map<Place, Known> known = new HashMap<>();

  /**
   * An outcome, and the very array that it was made from: a re-polled record is classified anew.
   */
  private record Known(Waiting waiting, Verdict verdict) {}

  Batcher(
      LookAhead lookAhead,
      Session session,
      BatchLimits limits,
      CrashJournal.Page crashes,
      Counters counters,
      StageListener stages) {
    this.lookAhead = lookAhead;
    this.session = session;
    this.limits = limits;
    this.crashes = crashes;
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
      return new Verdict.Rejected(Rejection.crashed(deaths, place));
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
    List<Outcome> outcomes =
        session.classify(
            batch.stream().map(Waiting::value).toList(), BatchLimits.READ_BUDGET, stages);
    crashes.end();
    counters.countBatch(outcomes.size());
    for (int i = 1; i < outcomes.size(); i++) {
      Waiting other = batch.get(i);
      known.put(other.place(), new Known(other, Verdict.of(outcomes.get(i), other.place())));
    }
    return Verdict.of(outcomes.get(0), first.place());
  }

  private boolean mayJoin(Waiting waiting) {
    return !known.containsKey(waiting.place()) && crashes.deathsAt(waiting.place()) == 0;
  }

  /** Whether no polled record waits. */
  boolean caughtUp() {
    return lookAhead.isEmpty();
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
  public void close() {
    session.close();
  }
}
