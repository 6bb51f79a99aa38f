package dev.imageclassifier.sandbox.bench;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.sandbox.PipelineWatch;
import java.time.Duration;

/** Gives up on a pipeline that has ended, or that shows nothing for too long. */
final class Patience {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final PipelineWatch watch;
  private long since = System.nanoTime();

  Patience(PipelineWatch watch) {
    this.watch = watch;
  }

  /** Something came. */
  void renew() {
    since = System.nanoTime();
  }

  /** Nothing came. */
  void check() {
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
