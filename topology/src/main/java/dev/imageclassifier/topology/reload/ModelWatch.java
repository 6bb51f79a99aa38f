package dev.imageclassifier.topology.reload;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.runner.Pipeline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the model's directory again and again. Another model that is there is verified, loaded
 * and run once on this thread while the old one labels; then it takes over, each stream thread
 * between two batches, and the old one's native memory is freed. One that cannot be used changes
 * nothing but what log, health and metrics say.
 *
 * <p>A directory is tried once it has looked the same twice, so that one that is being copied is
 * left alone. Polling, since file events do not cross network file systems and mounts.
 */
public final class ModelWatch implements AutoCloseable {
  /** How often to look. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "model-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final Callable<String> stamp;
  private final Supplier<Classifier> loader;
  private Pipeline pipeline;
  private Classifier current;
  private String running;
  private String tried;
  private String before;

  /**
   * A watch that {@link #start} begins.
   *
   * @param stamp tells one state of the model's directory from another
   * @param loader loads, verifies and warms up the model that is there now
   * @param first the model that labels; the caller closes it, as this closes every later one
   * @param running the stamp of the first model, taken before it was loaded
   */
  public ModelWatch(
      Callable<String> stamp, Supplier<Classifier> loader, Classifier first, String running) {
    this.stamp = stamp;
    this.loader = loader;
    this.current = first;
    this.running = running;
    this.tried = running;
    this.before = running;
  }

  /** Watches for this pipeline from now on. */
  public synchronized void start(Pipeline running, Duration interval) {
    pipeline = running;
    pipeline.tellModel();
    var unused =
        clock.scheduleWithFixedDelay(
            this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    String now = stamp();
    boolean settled = now.equals(before);
    before = now;
    if (!settled || now.equals(tried)) {
      return;
    }
    tried = now;
    if (now.equals(running)) {
      LOG.info("the model's directory holds the running model again");
      pipeline.model().asMeant();
      return;
    }
    try {
      take(loader.get(), now);
    } catch (RuntimeException | OutOfMemoryError e) {
      if (pipeline.isClosing()) {
        return; // stopped while it was loading: no fault of the model's
      }
      String why = ErrorText.printable(String.valueOf(e.getMessage()));
      LOG.warn(
          "the new model was refused, {} stays: {}", ActiveModel.named(current.identity()), why);
      pipeline.model().refused(why);
    }
  }

  private void take(Classifier next, String itsStamp) {
    try {
      pipeline.switchTo(ServedModel.of(next));
    } catch (RuntimeException | Error e) {
      next.close();
      throw e;
    }
    LOG.info(
        "model {} takes over from {}",
        ActiveModel.named(next.identity()),
        ActiveModel.named(current.identity()));
    current.close();
    current = next;
    running = itsStamp;
  }

  /** A directory that is not there is a state like another: it may be about to be replaced. */
  private String stamp() {
    try {
      return stamp.call();
    } catch (IOException e) {
      return "unreadable";
    } catch (Exception e) {
      return "unusable: " + e.getMessage();
    }
  }

  /** Call it when the pipeline is closed: closes the model that labelled last. */
  @Override
  public void close() {
    clock.shutdownNow();
    synchronized (this) {
      current.close();
    }
  }
}
