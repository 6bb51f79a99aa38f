package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.UserError;
import java.util.function.BooleanSupplier;

/**
 * The way out on a signal. Threads leave libtorch before the process ends: it takes itself apart at
 * exit, and whoever is inside then crashes.
 */
final class Stopped {
  private Stopped() {}

  static void check(BooleanSupplier stopAsked) {
    if (stopAsked.getAsBoolean()) {
      throw new UserError("Stopped before the end.");
    }
  }
}
