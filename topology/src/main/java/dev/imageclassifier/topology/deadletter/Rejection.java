package dev.imageclassifier.topology.deadletter;

import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.runtime.decode.Refusal;
import dev.imageclassifier.topology.in.Place;

/** Why a record is set aside, in the contract's words. */
public record Rejection(DeadLetter letter) {

  /** What the reader or the model refused. */
  public static Rejection of(Refusal refusal, Place place) {
    return new Rejection(
        new DeadLetter(
            DeadLetterReason.valueOf(refusal.reason().name()),
            ErrorStage.valueOf(refusal.stage().name()),
            refusal.detail(),
            place.topic(),
            place.partition(),
            place.offset(),
            refusal.exception()));
  }

  /** A record whose key and headers leave no room for its result on the results topic. */
  public static Rejection noRoomForResult(long largestRecord, Place place) {
    return new Rejection(
        new DeadLetter(
            DeadLetterReason.TOO_MUCH_METADATA,
            ErrorStage.READ,
            "The record's key and headers are so large that its result does not fit the results"
                + " topic, which takes "
                + largestRecord
                + " bytes.",
            place.topic(),
            place.partition(),
            place.offset(),
            ""));
  }

  /** A record on which the process died again and again; it is not touched any more. */
  public static Rejection crashed(int deaths, Place place) {
    return new Rejection(
        new DeadLetter(
            DeadLetterReason.CRASHED_THE_CLASSIFIER,
            ErrorStage.READ,
            "The process died "
                + deaths
                + " times while it worked on this record; it was set aside unread.",
            place.topic(),
            place.partition(),
            place.offset(),
            ""));
  }
}
