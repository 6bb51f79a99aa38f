package dev.imageclassifier.web;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what is meant, for so long that only what never comes fails. */
final class Waiting {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private Waiting() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      Thread.sleep(20);
    }
  }
}
