package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.cli.UserError;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fails if a pipeline has ended, if no outcome was committed for two minutes, or if the benchmark
 * was interrupted. Not thread-safe.
 */
final class StallDetector {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Supplier<Optional<String>> ended;
  private final Runnable cancellation;
  private long lastProgress = System.nanoTime();

  /**
   * @param ended why the pipeline has ended; empty while it runs
   * @param cancellation throws if the benchmark was interrupted
   */
  StallDetector(Supplier<Optional<String>> ended, Runnable cancellation) {
    this.ended = ended;
    this.cancellation = cancellation;
  }

  /**
   * Restarts the timeout if there was progress; checks the pipeline and the timeout otherwise.
   *
   * @throws UserError if the benchmark must end
   */
  void update(boolean progress) {
    cancellation.run();
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
