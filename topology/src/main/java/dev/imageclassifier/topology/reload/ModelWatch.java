package dev.imageclassifier.topology.reload;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.predict.Classifier;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the model directory and replaces the model of a running pipeline. A new model is verified,
 * loaded and warmed up on the thread of the watch while the old model classifies. Then each stream
 * thread switches between two batches, and the old model is closed. A model that cannot be used
 * affects only the log, the health endpoint and the metrics.
 *
 * <p>A directory is loaded after it was unchanged between two polls, so that a copy in progress is
 * ignored. The watch polls, because file events do not work on network file systems and container
 * mounts.
 */
public final class ModelWatch implements AutoCloseable {
  /** Default interval between two polls. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

  private final ScheduledExecutorService scheduler = DaemonThreads.singleScheduler("model-watch");
  private final Callable<String> fingerprint;
  private final Supplier<Classifier> loader;
  private ActiveModel model;
  private Classifier current;
  private String currentFingerprint;
  private String triedFingerprint;
  private String previousFingerprint;

  /**
   * Creates a watch, which {@link #start} starts.
   *
   * @param fingerprint returns a value that changes whenever the model directory changes
   * @param loader loads, verifies and warms up the model in the directory
   * @param first the current classifier; this watch closes it and every later one
   * @param firstFingerprint the fingerprint before {@code first} was loaded
   */
  public ModelWatch(
      Callable<String> fingerprint,
      Supplier<Classifier> loader,
      Classifier first,
      String firstFingerprint) {
    this.fingerprint = fingerprint;
    this.loader = loader;
    this.current = first;
    this.currentFingerprint = firstFingerprint;
    this.triedFingerprint = firstFingerprint;
    this.previousFingerprint = firstFingerprint;
  }

  /** Starts to replace this model. */
  public synchronized void start(ActiveModel active, Duration interval) {
    model = active;
    model.setWatched();
    var unused =
        scheduler.scheduleWithFixedDelay(
            this::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void poll() {
    String now = fingerprint();
    boolean settled = now.equals(previousFingerprint);
    previousFingerprint = now;
    if (!settled || now.equals(triedFingerprint)) {
      return;
    }
    triedFingerprint = now;
    if (now.equals(currentFingerprint)) {
      LOG.info("model directory contains the current model again");
      model.clearRejection();
      return;
    }
    try {
      switchTo(loader.get(), now);
    } catch (RuntimeException | OutOfMemoryError e) {
      if (model.isClosing()) {
        return; // not a fault of the new model
      }
      String reason = ErrorText.printable(String.valueOf(e.getMessage()));
      LOG.atWarn()
          .addKeyValue("model", ActiveModel.describe(current.model()))
          .addKeyValue("error", reason)
          .log("new model rejected; model kept");
      model.reject(reason);
    }
  }

  private void switchTo(Classifier next, String nextFingerprint) {
    try {
      model.switchTo(ServedModel.of(next));
    } catch (RuntimeException | Error e) {
      next.close();
      throw e;
    }
    LOG.atInfo()
        .addKeyValue("model", ActiveModel.describe(next.model()))
        .addKeyValue("previous", ActiveModel.describe(current.model()))
        .log("model switched");
    current.close();
    current = next;
    currentFingerprint = nextFingerprint;
  }

  /** A missing directory has a fingerprint too, because it may be replaced at this moment. */
  private String fingerprint() {
    try {
      return fingerprint.call();
    } catch (IOException e) {
      return "unreadable";
    } catch (Exception e) {
      return "unusable: " + e.getMessage();
    }
  }

  /** Stops the watch and closes the current model. Call it after the pipeline is closed. */
  @Override
  public void close() {
    scheduler.shutdownNow();
    synchronized (this) {
      current.close();
    }
  }
}
