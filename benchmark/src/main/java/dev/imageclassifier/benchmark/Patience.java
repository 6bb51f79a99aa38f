package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.demo.PipelineWatch;
import java.util.function.BooleanSupplier;

/** Gives up on a pipeline that has ended, or that shows nothing for too long. */
final class Patience {
  private final PipelineWatch watch;
  private final Deadline deadline;

  Patience(PipelineWatch watch, BooleanSupplier stopAsked) {
    this.watch = watch;
    this.deadline = new Deadline(stopAsked);
  }

  /** Something came. */
  void renew() {
    deadline.renew();
  }

  /** Nothing came. */
  void check() {
    watch
        .ended()
        .ifPresent(
            sentence -> {
              throw new UserError(sentence);
            });
    deadline.check();
  }
}
