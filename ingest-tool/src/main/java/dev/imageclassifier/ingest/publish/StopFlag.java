package dev.imageclassifier.ingest.publish;

import java.util.concurrent.atomic.AtomicBoolean;

/** Stops a publisher, either after the files that were read or at once. Thread-safe. */
final class StopFlag {
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile boolean aborted;

  /** No further file is read; files that were read are still sent. */
  void stop() {
    stopped.set(true);
  }

  /** Nothing more is sent. Returns whether this call was the first stop. */
  boolean abort() {
    aborted = true;
    return !stopped.getAndSet(true);
  }

  boolean isStopped() {
    return stopped.get();
  }

  boolean isAborted() {
    return aborted;
  }
}
