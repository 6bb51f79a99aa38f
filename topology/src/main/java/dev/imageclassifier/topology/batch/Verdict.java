package dev.imageclassifier.topology.batch;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.topology.deadletter.Rejection;
import java.util.List;
import java.util.function.Function;

/** What becomes of one record: a result, or a dead letter; and what was done for it. */
public sealed interface Verdict {
  /** The stages that the record went through in this process; none where another tried it. */
  List<StageTime> stages();

  /** Goes to the results topic; the model that gave the labels may have been replaced since. */
  record Labels(Outcome.Labelled labelled, ModelIdentity model, List<StageTime> stages)
      implements Verdict {}

  /** Goes to the dead-letter topic. */
  record Rejected(Rejection rejection, List<StageTime> stages) implements Verdict {}

  static Verdict of(
      Outcome outcome, RecordPosition position, ModelIdentity model, List<StageTime> stages) {
    return outcome.<Verdict>fold(
        labelled -> new Labels(labelled, model, stages),
        (dev.imageclassifier.contract.Outcome.Rejected rejected) ->
            new Rejected(Rejection.of(rejected, position), stages));
  }

  default <T> T fold(Function<Labels, T> labels, Function<Rejected, T> rejected) {
    return this instanceof Labels l ? labels.apply(l) : rejected.apply((Rejected) this);
  }
}
