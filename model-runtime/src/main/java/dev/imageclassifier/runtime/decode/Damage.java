package dev.imageclassifier.runtime.decode;

/** Damage that did not keep a picture from being decoded: the first finding counts. */
final class Damage {
  private Refusal.Reason reason;
  private String detail = "";

  void corrupt(String finding) {
    note(Refusal.Reason.CORRUPT, finding);
  }

  void truncated(String finding) {
    note(Refusal.Reason.TRUNCATED, finding);
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
