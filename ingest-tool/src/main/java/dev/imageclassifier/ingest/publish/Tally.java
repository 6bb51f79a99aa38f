package dev.imageclassifier.ingest.publish;

import java.util.concurrent.atomic.AtomicLong;

/** Counts one run, and tells the listener. Thread-safe. */
final class Tally {
  private final String run;
  private final PublishListener listener;
  private final long start = System.nanoTime();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Tally(String run, PublishListener listener) {
    this.run = run;
    this.listener = listener;
  }

  void published(String key, long length) {
    published.incrementAndGet();
    bytes.addAndGet(length);
    listener.published(key, length);
  }

  void failed(String name, String reason) {
    failed.incrementAndGet();
    listener.failed(name, reason);
  }

  PublishTotals totals() {
    double seconds = (System.nanoTime() - start) / 1e9;
    return new PublishTotals(run, published.get(), failed.get(), bytes.get(), seconds);
  }
}
