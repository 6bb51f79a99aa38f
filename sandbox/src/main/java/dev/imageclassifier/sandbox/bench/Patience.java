package dev.imageclassifier.sandbox.bench;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.sandbox.PipelineWatch;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Gives up on a pipeline that has ended, or that shows nothing for too long. */
final class Patience {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final PipelineWatch watch;
  private final BooleanSupplier stopAsked;
  private long since = System.nanoTime();

  Patience(PipelineWatch watch, BooleanSupplier stopAsked) {
    this.watch = watch;
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
    watch
        .ended()
        .ifPresent(
            sentence -> {
              throw new UserError(sentence);
            });
    if (System.nanoTime() - since > LONGEST.toNanos()) {
      throw new UserError("No outcome has come for " + LONGEST.toSeconds() + " s.");
    }
  }
}
