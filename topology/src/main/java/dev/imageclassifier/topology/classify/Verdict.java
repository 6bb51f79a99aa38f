package dev.imageclassifier.topology.classify;

import dev.imageclassifier.runtime.decode.Refusal;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.topology.deadletter.Rejection;
import dev.imageclassifier.topology.in.Place;
import java.util.function.Function;

/** What becomes of one record: a result, or a dead letter. */
sealed interface Verdict {
  /** Goes to the results topic. */
  record Labels(Outcome.Labelled labelled) implements Verdict {}

  /** Goes to the dead-letter topic. */
  record Rejected(Rejection rejection) implements Verdict {}

  static Verdict of(Outcome outcome, Place place) {
    return outcome.<Verdict>fold(
        Labels::new, (Refusal refusal) -> new Rejected(Rejection.of(refusal, place)));
  }

  default <T> T fold(Function<Outcome.Labelled, T> labels, Function<Rejection, T> rejected) {
    return this instanceof Labels l
        ? labels.apply(l.labelled())
        : rejected.apply(((Rejected) this).rejection());
  }
}
