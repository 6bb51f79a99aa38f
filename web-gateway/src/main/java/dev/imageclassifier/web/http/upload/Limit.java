package dev.imageclassifier.web.http.upload;

import java.util.concurrent.atomic.AtomicLong;

/** So much and no more of something, shared by all requests. Thread-safe. */
public final class Limit {
  private final long most;
  private final AtomicLong taken = new AtomicLong();

  public Limit(long most) {
    this.most = most;
  }

  /** Takes {@code amount}, or nothing where that would be too much. */
  public boolean take(long amount) {
    if (taken.addAndGet(amount) <= most) {
      return true;
    }
    taken.addAndGet(-amount);
    return false;
  }

  public void giveBack(long amount) {
    taken.addAndGet(-amount);
  }

  public long taken() {
    return taken.get();
  }
}
