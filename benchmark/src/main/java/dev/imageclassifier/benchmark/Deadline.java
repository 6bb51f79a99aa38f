package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.UserError;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Gives up when no outcome came for too long, or when a signal came. */
final class Deadline {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final BooleanSupplier stopAsked;
  private long since = System.nanoTime();

  Deadline(BooleanSupplier stopAsked) {
    this.stopAsked = stopAsked;
  }

  /** Something came. */
  void renew() {
    Stopped.check(stopAsked);
    since = System.nanoTime();
  }

  /** Nothing came. */
  void check() {
    Stopped.check(stopAsked);
    if (System.nanoTime() - since > LONGEST.toNanos()) {
      throw new UserError("No outcome has come for " + LONGEST.toSeconds() + " s.");
    }
  }
}
