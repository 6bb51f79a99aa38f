package dev.imageclassifier.demo;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.topology.runner.Pipeline;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Notices that a pipeline ended by itself. Thread-safe. */
public final class PipelineWatch {
  private final AtomicReference<String> ended = new AtomicReference<>();

  private PipelineWatch() {}

  /** Watches from now on. */
  public static PipelineWatch start(Pipeline pipeline) {
    PipelineWatch watch = new PipelineWatch();
    Thread thread = new Thread(() -> watch.await(pipeline), "watch-pipeline");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** Why the pipeline does not run any more; empty while it does. */
  public Optional<String> ended() {
    return Optional.ofNullable(ended.get());
  }

  private void await(Pipeline pipeline) {
    try {
      ended.set(
          pipeline
              .await()
              .map(
                  cause ->
                      "The classifier stopped: "
                          + ErrorText.reason(ErrorText.rootCause(cause))
                          + " (--verbose tells more).")
              .orElse("The classifier stopped."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
