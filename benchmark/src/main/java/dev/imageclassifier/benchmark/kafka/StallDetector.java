package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.measure.Cancelled;
import dev.imageclassifier.cli.UserError;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Fails if a pipeline has ended, if no outcome was committed for two minutes, or if a signal was
 * received. One thread.
 */
final class StallDetector {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Supplier<Optional<String>> ended;
  private final BooleanSupplier cancelled;
  private long lastProgress = System.nanoTime();

  /**
   * @param ended why the pipeline has ended; empty while it runs
   * @param cancelled whether a signal was received
   */
  StallDetector(Supplier<Optional<String>> ended, BooleanSupplier cancelled) {
    this.ended = ended;
    this.cancelled = cancelled;
  }

  /**
   * Restarts the timeout if there was progress; checks the pipeline and the timeout otherwise.
   *
   * @throws UserError if the benchmark must end
   */
  void update(boolean progress) {
    Cancelled.check(cancelled);
    if (progress) {
      lastProgress = System.nanoTime();
      return;
    }
    Optional<String> reason = ended.get();
    if (reason.isPresent()) {
      throw new UserError(reason.get());
    }
    if (System.nanoTime() - lastProgress > TIMEOUT.toNanos()) {
      throw new UserError("No outcome was committed for " + TIMEOUT.toSeconds() + " s.");
    }
  }
}
