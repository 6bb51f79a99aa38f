package dev.imageclassifier.runtime.decode.codec;

import dev.imageclassifier.contract.DeadLetterReason;

/** Damage in a file that does not prevent decoding. Keeps the first finding. */
public final class Damage {
  private DeadLetterReason reason;
  private String detail = "";
  private long failurePosition = -1;

  /** Records damaged data. */
  public void corrupt(String finding) {
    add(DeadLetterReason.CORRUPT, finding);
  }

  /** Records data that ends too early. */
  public void truncated(String finding) {
    add(DeadLetterReason.TRUNCATED, finding);
  }

  /** Records the file position at which a decoder failed. */
  public void failedAt(long position) {
    failurePosition = position;
  }

  /** File position at which a decoder failed; −1 if unknown. */
  public long failurePosition() {
    return failurePosition;
  }

  /** Whether any damage was recorded. */
  public boolean found() {
    return reason != null;
  }

  /** The first finding's reason; null if there is none. */
  public DeadLetterReason reason() {
    return reason;
  }

  /** The first finding's description; empty if there is none. */
  public String detail() {
    return detail;
  }

  private void add(DeadLetterReason findingReason, String finding) {
    if (reason == null) {
      reason = findingReason;
      detail = finding;
    }
  }
}
