package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.contract.Outcome;

/** An image was rejected. Has no stack trace, because invalid files are expected input. */
public final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome.Rejected outcome;

  RejectedException(Outcome.Rejected outcome) {
    super(outcome.detail(), null, false, false);
    this.outcome = outcome;
  }

  /** The outcome of the record: reason, stage and detail of the dead letter. */
  public Outcome.Rejected outcome() {
    return outcome;
  }
}
