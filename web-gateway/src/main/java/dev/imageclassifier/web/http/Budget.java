package dev.imageclassifier.web.http;

import java.util.concurrent.atomic.AtomicLong;

/** So much and no more of something, shared by all requests. Thread-safe. */
final class Budget {
  private final long most;
  private final AtomicLong taken = new AtomicLong();

  Budget(long most) {
    this.most = most;
  }

  /** Takes {@code amount}, or nothing where that would be too much. */
  boolean take(long amount) {
    if (taken.addAndGet(amount) <= most) {
      return true;
    }
    taken.addAndGet(-amount);
    return false;
  }

  void giveBack(long amount) {
    taken.addAndGet(-amount);
  }

  long taken() {
    return taken.get();
  }
}
