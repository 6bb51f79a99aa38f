package dev.imageclassifier.ingest.publish;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Limits the number of images per second and spaces them evenly. Not thread-safe. */
final class RateLimiter {
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final long intervalNanos;
  private final BooleanSupplier cancelled;
  private long next = System.nanoTime();

  /**
   * @param rate images per second; 0 for no limit
   * @param cancelled ends the wait when it returns true
   */
  RateLimiter(double rate, BooleanSupplier cancelled) {
    this.intervalNanos = rate > 0 ? Math.round(1e9 / rate) : 0;
    this.cancelled = cancelled;
  }

  /** Waits until the next image may be sent. */
  void await() {
    if (intervalNanos == 0) {
      return;
    }
    long now = System.nanoTime();
    while (now - next < 0 && !cancelled.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, Math.min(SLICE_NANOS, next - now));
      now = System.nanoTime();
    }
    // after a delay of more than one slice, the limiter does not increase the rate
    next = Math.max(next, now - SLICE_NANOS) + intervalNanos;
  }
}
