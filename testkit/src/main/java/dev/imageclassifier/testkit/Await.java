package dev.imageclassifier.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Waits for a condition. The timeout is long, so that only a condition that never becomes true
 * fails.
 */
public final class Await {
  /** The default timeout. */
  public static final Duration TIMEOUT = Duration.ofMinutes(3);

  private static final Duration INTERVAL = Duration.ofMillis(20);

  private Await() {}

  /** Returns when the condition holds. Fails after {@link #TIMEOUT} with the description. */
  public static void until(String description, Callable<Boolean> condition) {
    until(description, TIMEOUT, condition);
  }

  /** Returns when the condition holds. Fails after the timeout with the description. */
  public static void until(String description, Duration timeout, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "Not within %d s: %s".formatted(timeout.toSeconds(), description));
        }
        Thread.sleep(INTERVAL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting: " + description, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("Failed while waiting: " + description, e);
    }
  }
}
