package dev.imageclassifier.ingest.publish;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets so many images a second pass, evenly. One thread. */
final class RateLimiter {
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);

  private final long interval;
  private final BooleanSupplier hurry;
  private long next = System.nanoTime();

  /**
   * @param rate images a second; 0 for as many as can be
   * @param hurry whether to wait no longer
   */
  RateLimiter(double rate, BooleanSupplier hurry) {
    this.interval = rate > 0 ? Math.round(1e9 / rate) : 0;
    this.hurry = hurry;
  }

  void await() {
    if (interval == 0) {
      return;
    }
    long now = System.nanoTime();
    while (now - next < 0 && !hurry.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, Math.min(SLICE, next - now));
      now = System.nanoTime();
    }
    // what was missed by more than a slice is not caught up with
    next = Math.max(next, now - SLICE) + interval;
  }
}
