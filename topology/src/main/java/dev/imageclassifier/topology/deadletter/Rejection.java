package dev.imageclassifier.topology.deadletter;

import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.runtime.decode.Refusal;
import dev.imageclassifier.topology.lookahead.RecordPosition;

/** Why a record is set aside, in the contract's words. */
public record Rejection(DeadLetter letter) {

  /** What the reader or the model refused. */
  public static Rejection of(Refusal refusal, RecordPosition position) {
    return new Rejection(
        new DeadLetter(
            DeadLetterReason.valueOf(refusal.reason().name()),
            ErrorStage.valueOf(refusal.stage().name()),
            refusal.detail(),
            position.topic(),
            position.partition(),
            position.offset(),
            refusal.exception()));
  }

  /** A record whose key and headers leave no room for its result on the results topic. */
  public static Rejection noRoomForResult(long largestRecord, RecordPosition position) {
    return new Rejection(
        new DeadLetter(
            DeadLetterReason.TOO_MUCH_METADATA,
            ErrorStage.READ,
            "The record's key and headers are so large that its result does not fit the results"
                + " topic, which takes "
                + largestRecord
                + " bytes.",
            position.topic(),
            position.partition(),
            position.offset(),
            ""));
  }

  /** A record on which the process died again and again; it is not touched any more. */
  public static Rejection crashed(int deaths, RecordPosition position) {
    return new Rejection(
        new DeadLetter(
            DeadLetterReason.CRASHED_THE_CLASSIFIER,
            ErrorStage.READ,
            "The process died "
                + deaths
                + " times while it worked on this record; it was set aside unread.",
            position.topic(),
            position.partition(),
            position.offset(),
            ""));
  }
}
