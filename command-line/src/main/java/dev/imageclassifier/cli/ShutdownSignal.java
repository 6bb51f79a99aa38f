package dev.imageclassifier.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C and SIGTERM: asks the work to stop and delays the end of the process until {@link
 * #close}, so that the command can finish what it started. The process then ends with the exit code
 * of the signal (130 or 143). Thread-safe.
 */
public final class ShutdownSignal implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Duration limit;
  private final Thread hook;
  private volatile boolean received;

  private ShutdownSignal(Runnable stop, Duration limit) {
    this.limit = limit;
    this.hook = new Thread(() -> stopAndWait(stop), "shutdown-signal");
  }

  /**
   * Handles signals from now on.
   *
   * @param stop asks the work to stop; called once, on another thread
   * @param limit longest delay between the signal and the end of the process
   */
  public static ShutdownSignal install(Runnable stop, Duration limit) {
    ShutdownSignal signal = new ShutdownSignal(stop, limit);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Whether a signal has arrived. */
  public boolean received() {
    return received;
  }

  /** Ends the delay: the work has stopped. */
  @Override
  public void close() {
    done.countDown();
    if (!received) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the signal arrived in the meantime; the hook no longer waits
      }
    }
  }

  private void stopAndWait(Runnable stop) {
    received = true;
    stop.run();
    try {
      if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.printf("The command did not stop within %d s.%n", limit.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
