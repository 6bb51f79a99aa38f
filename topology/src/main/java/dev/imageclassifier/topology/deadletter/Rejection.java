package dev.imageclassifier.topology.deadletter;

import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;

/** A rejected record and its position. */
public record Rejection(Outcome.Rejected rejected, RecordPosition source) {

  /** An image that the decoder or the model rejected. */
  public static Rejection of(Outcome.Rejected rejected, RecordPosition source) {
    return new Rejection(
        new Outcome.Rejected(
            rejected.reason(), rejected.stage(), rejected.detail(), rejected.exception()),
        source);
  }

  /** A record whose key and headers are too large for the result. */
  public static Rejection noRoomForResult(long largestRecord, RecordPosition source) {
    return new Rejection(
        new Outcome.Rejected(
            DeadLetterReason.TOO_MUCH_METADATA,
            ErrorStage.READ,
            ("Key and headers are so large that the result would exceed the limit of the results"
                    + " topic (%d bytes).")
                .formatted(largestRecord)),
        source);
  }

  /** A record on which the process crashed repeatedly. */
  public static Rejection crashed(int crashes, RecordPosition source) {
    return new Rejection(
        new Outcome.Rejected(
            DeadLetterReason.CRASHED_THE_CLASSIFIER,
            ErrorStage.READ,
            "The process crashed %d times on this record; it was not decoded again."
                .formatted(crashes)),
        source);
  }

  /** The dead letter to write. */
  public DeadLetter deadLetter() {
    return DeadLetter.of(rejected, source);
  }
}
