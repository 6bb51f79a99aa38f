package dev.imageclassifier.benchmark.measure;

import dev.imageclassifier.cli.UserError;
import java.util.function.BooleanSupplier;

/**
 * Ends the benchmark on a signal. Threads must leave libtorch before the process exits: libtorch
 * destroys its static objects at exit, and a thread that still uses them crashes.
 */
public final class Cancelled {
  private Cancelled() {}

  /**
   * Throws if a signal was received.
   *
   * @throws UserError if {@code cancelled} is true
   */
  public static void check(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new UserError("The benchmark was interrupted.");
    }
  }
}
