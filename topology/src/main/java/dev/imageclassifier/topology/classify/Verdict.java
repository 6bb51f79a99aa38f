package dev.imageclassifier.topology.classify;

import dev.imageclassifier.runtime.decode.Refusal;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.topology.deadletter.Rejection;
import dev.imageclassifier.topology.in.Place;
import java.util.function.Function;

/** What becomes of one record: a result, or a dead letter. */
sealed interface Verdict {
  /** Goes to the results topic; the model that gave the labels may have been replaced since. */
  record Labels(Outcome.Labelled labelled, ModelIdentity model) implements Verdict {}

  /** Goes to the dead-letter topic. */
  record Rejected(Rejection rejection) implements Verdict {}

  static Verdict of(Outcome outcome, Place place, ModelIdentity model) {
    return outcome.<Verdict>fold(
        labelled -> new Labels(labelled, model),
        (Refusal refusal) -> new Rejected(Rejection.of(refusal, place)));
  }

  default <T> T fold(Function<Labels, T> labels, Function<Rejection, T> rejected) {
    return this instanceof Labels l
        ? labels.apply(l)
        : rejected.apply(((Rejected) this).rejection());
  }
}
