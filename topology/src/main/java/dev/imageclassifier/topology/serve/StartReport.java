package dev.imageclassifier.topology.serve;

import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import java.io.PrintWriter;
import java.util.OptionalInt;

/** What a person reads when the pipeline starts, and when it fails. */
final class StartReport {
  private StartReport() {}

  static void print(
      PrintWriter err, PipelineSettings settings, ModelIdentity model, Pipeline pipeline) {
    err.printf(
        "run: %s %s (%s, %s)%n",
        model.name(), model.version(), model.precision(), shortened(model.digest()));
    err.printf(
        "run: %s -> %s, dead letters to %s; %s, %d threads, batches of up to %d%n",
        settings.topics().images(),
        settings.topics().labels(),
        settings.topics().deadLetters(),
        settings.guarantee().code(),
        settings.threads(),
        settings.batch().batchSize());
    OptionalInt port = pipeline.httpPort();
    if (port.isPresent()) {
      err.printf("run: health at http://localhost:%d/readyz%n", port.getAsInt());
    }
    err.flush();
  }

  static String failure(Throwable failure) {
    return "The pipeline stopped: "
        + failure.getClass().getSimpleName()
        + ": "
        + Sentences.reason(Sentences.rootCause(failure))
        + "; nothing is lost, start it again once the cause is removed.";
  }

  private static String shortened(String digest) {
    int shown = "sha256:".length() + 12;
    return digest.length() <= shown ? digest : digest.substring(0, shown);
  }
}
