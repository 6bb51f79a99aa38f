package dev.imageclassifier.ingest.publish;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether to go on. Thread-safe. */
final class Stop {
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile boolean now;

  /** No further file; what was read is still sent. Answers whether this was the first word. */
  boolean soon() {
    return !wanted.getAndSet(true);
  }

  /** Nothing more can be sent. Answers whether this was the first word. */
  boolean now() {
    now = true;
    return soon();
  }

  boolean wanted() {
    return wanted.get();
  }

  boolean wantedNow() {
    return now;
  }
}
