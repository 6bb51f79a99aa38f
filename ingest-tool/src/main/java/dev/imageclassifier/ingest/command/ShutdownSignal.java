package dev.imageclassifier.ingest.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C and SIGTERM: runs an action that stops the work and keeps the process alive until
 * this is closed, so that all sent records are counted. The process exits with the signal's code
 * (130 or 143).
 */
final class ShutdownSignal implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean received;

  private ShutdownSignal(Runnable stop) {
    hook = new Thread(() -> handle(stop), "shutdown-signal");
  }

  /** Registers the action, which runs on another thread. */
  static ShutdownSignal onSignal(Runnable stop) {
    ShutdownSignal signal = new ShutdownSignal(stop);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  boolean wasReceived() {
    return received;
  }

  @Override
  public void close() {
    closed.countDown();
    if (!received) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the signal has just arrived; the hook returns at once
      }
    }
  }

  private void handle(Runnable stop) {
    received = true;
    stop.run();
    try {
      if (!closed.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("The brokers do not answer. Unacknowledged records may be lost.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
