package dev.imageclassifier.topology.reload;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** The model of a running pipeline, and the results of attempts to replace it. Thread-safe. */
public final class ActiveModel {
  private final AtomicReference<ServedModel> current;
  private final AtomicReference<String> rejection = new AtomicReference<>();
  private final LongAdder switches = new LongAdder();
  private final LongAdder rejections = new LongAdder();
  private volatile BatcherPerThread batchers;
  private volatile boolean watched;
  private volatile boolean closing;

  /** Creates the state with the first model. */
  public ActiveModel(ServedModel first) {
    current = new AtomicReference<>(first);
  }

  /** Sets the batchers that use the model. */
  public void setBatchers(BatcherPerThread users) {
    batchers = users;
  }

  /** The current model. */
  public ServedModel current() {
    return current.get();
  }

  /**
   * Replaces the model: each stream thread switches between two batches. When it returns, no thread
   * uses the old model.
   *
   * @throws IllegalStateException when the pipeline is closed
   */
  public void switchTo(ServedModel next) {
    batchers.switchTo(next::newSession);
    current.set(next);
    rejection.set(null);
    switches.increment();
  }

  /** Records that a new model cannot be used. */
  void reject(String reason) {
    rejection.set(reason);
    rejections.increment();
  }

  /** Forgets the rejection: the model directory contains the current model again. */
  void clearRejection() {
    rejection.set(null);
  }

  /** Marks the model as watched, so that {@link #detail} describes it. */
  void setWatched() {
    watched = true;
  }

  /** Marks the pipeline as closing: a failed switch is then not a fault of the new model. */
  public void setClosing() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  /** Number of successful switches. */
  public long switches() {
    return switches.sum();
  }

  /** Number of models that could not be used. */
  public long rejections() {
    return rejections.sum();
  }

  /** The reason why the model in the directory cannot be used; empty if it is in use. */
  public Optional<String> rejection() {
    return Optional.ofNullable(rejection.get());
  }

  /** The current model and a rejection, for {@code /readyz}; empty if the model is not watched. */
  public String detail() {
    if (!watched) {
      return "";
    }
    return "model "
        + describe(current.get().identity())
        + rejection().map(reason -> "\nnew model rejected, model kept: " + reason).orElse("");
  }

  /** Name, version, precision and digest on one line. */
  static String describe(ClassificationResult.Model model) {
    return "%s %s (%s, %s)"
        .formatted(model.name(), model.version(), model.precision(), model.digest());
  }
}
