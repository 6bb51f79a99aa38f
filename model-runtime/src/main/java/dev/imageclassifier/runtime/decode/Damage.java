package dev.imageclassifier.runtime.decode;

/** Damage that did not keep a picture from being decoded: the first finding counts. */
final class Damage {
  private Refusal.Reason reason;
  private String detail = "";
  private long stoppedAt = -1;

  void corrupt(String finding) {
    note(Refusal.Reason.CORRUPT, finding);
  }

  void truncated(String finding) {
    note(Refusal.Reason.TRUNCATED, finding);
  }

  /** Notes how far a decoder came that gave up without saying where. */
  void stoppedAt(long position) {
    stoppedAt = position;
  }

  /** Where a decoder gave up, in words; empty where nobody knows. */
  String where() {
    return stoppedAt < 0 ? "" : " at about byte " + stoppedAt;
  }

  boolean found() {
    return reason != null;
  }

  Refusal refusal() {
    return new Refusal(reason, Refusal.Stage.DECODE, detail);
  }

  private void note(Refusal.Reason finding, String sentence) {
    if (reason == null) {
      reason = finding;
      detail = sentence;
    }
  }
}
