package dev.imageclassifier.sandbox;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM, as a question that the demo asks itself now and then. The process ends when
 * this is closed, after everything was closed in its order.
 */
final class StopSignal implements AutoCloseable {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::askAndWait, "stop-demo");
  private volatile boolean asked;

  private StopSignal() {}

  static StopSignal install() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  boolean asked() {
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
