package dev.imageclassifier.web.http.upload;

import java.util.concurrent.atomic.AtomicLong;

/** A limit that all requests share. Like a semaphore, but for long values. Thread-safe. */
final class CapacityLimit {
  private final long max;
  private final AtomicLong used = new AtomicLong();

  CapacityLimit(long max) {
    this.max = max;
  }

  /** Acquires {@code amount}, or returns false if that would exceed the limit. */
  boolean tryAcquire(long amount) {
    if (used.addAndGet(amount) <= max) {
      return true;
    }
    release(amount);
    return false;
  }

  void release(long amount) {
    used.addAndGet(-amount);
  }

  long used() {
    return used.get();
  }
}
