package dev.imageclassifier.ingest.publish;

import java.util.concurrent.atomic.AtomicLong;

/** Counts one run, and tells the listener and the ledger. Thread-safe. */
final class PublishCounter {
  private final String run;
  private final PublishListener listener;
  private final PublishHistory ledger;
  private final long start = System.nanoTime();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  PublishCounter(String run, PublishListener listener, PublishHistory ledger) {
    this.run = run;
    this.listener = listener;
    this.ledger = ledger;
  }

  void published(ImageMetadata sending, int partition, long offset) {
    ledger.published(sending, partition, offset);
    published.incrementAndGet();
    bytes.addAndGet(sending.bytes());
    listener.published(sending.key(), sending.bytes());
  }

  void failed(String source, String name, String reason) {
    ledger.failed(source, reason);
    failed.incrementAndGet();
    listener.failed(name, reason);
  }

  void skipped() {
    skipped.incrementAndGet();
    listener.skipped();
  }

  PublishTotals totals() {
    double seconds = (System.nanoTime() - start) / 1e9;
    return new PublishTotals(
        run, published.get(), failed.get(), skipped.get(), bytes.get(), seconds);
  }
}
