package dev.imageclassifier.runtime.decode;

/** A picture whose bytes cannot be read on; carries the reason and one sentence, no stack. */
final class BrokenPicture extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal.Reason reason;

  BrokenPicture(Refusal.Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  static BrokenPicture corrupt(String detail) {
    return new BrokenPicture(Refusal.Reason.CORRUPT, detail);
  }

  static BrokenPicture truncated(String detail) {
    return new BrokenPicture(Refusal.Reason.TRUNCATED, detail);
  }

  static BrokenPicture unsupported(String detail) {
    return new BrokenPicture(Refusal.Reason.UNSUPPORTED_FORMAT, detail);
  }

  Refusal.Reason reason() {
    return reason;
  }
}
