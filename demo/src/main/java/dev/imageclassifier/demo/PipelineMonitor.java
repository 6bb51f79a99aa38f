package dev.imageclassifier.demo;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.topology.runner.Pipeline;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Detects that a pipeline has ended without being closed. Thread-safe. */
public final class PipelineMonitor {
  private final AtomicReference<String> reason = new AtomicReference<>();

  private PipelineMonitor() {}

  /**
   * Monitors a pipeline.
   *
   * @param onEnd called on another thread when the pipeline has ended
   */
  public static PipelineMonitor start(Pipeline pipeline, Runnable onEnd) {
    PipelineMonitor monitor = new PipelineMonitor();
    DaemonThreads.named("pipeline-monitor").newThread(() -> monitor.await(pipeline, onEnd)).start();
    return monitor;
  }

  /** Why the pipeline has ended, as a sentence; empty while it runs. */
  public Optional<String> ended() {
    return Optional.ofNullable(reason.get());
  }

  private void await(Pipeline pipeline, Runnable onEnd) {
    try {
      reason.set(pipeline.await().map(PipelineMonitor::sentence).orElse("The classifier stopped."));
      onEnd.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String sentence(Throwable failure) {
    return "The classifier failed: %s. Use --verbose for details."
        .formatted(ErrorText.reason(ErrorText.rootCause(failure)));
  }
}
