package dev.imageclassifier.demo;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM, as a question that the demo and the benchmark ask themselves now and then.
 * The process ends when this is closed, after everything was closed in its order.
 */
public final class StopSignal implements AutoCloseable {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::askAndWait, "stop-demo");
  private volatile boolean asked;

  private StopSignal() {}

  /** From now on signals are noted. */
  public static StopSignal install() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Whether it is time to end. */
  public boolean asked() {
    return asked;
  }

  @Override
  public void close() {
    finished.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        return; // the signal came this very moment, and the hook need not wait any more
      }
    }
  }

  private void askAndWait() {
    asked = true;
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
