package dev.imageclassifier.ingest.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: asks the work to stop, and keeps the process until it has, so that what was
 * accepted is sent and counted. The process then exits with the signal's own code (130, 143).
 */
final class ShutdownSignal implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean interrupted;

  private ShutdownSignal(Runnable stop) {
    hook = new Thread(() -> await(stop), "interrupted");
  }

  static ShutdownSignal stopping(Runnable stop) {
    ShutdownSignal interruption = new ShutdownSignal(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  boolean interrupted() {
    return interrupted;
  }

  @Override
  public void close() {
    done.countDown();
    if (!interrupted) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the signal came just now; the hook finds the work done
      }
    }
  }

  private void await(Runnable stop) {
    interrupted = true;
    stop.run();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("The brokers do not answer: what was not acknowledged may be lost.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
