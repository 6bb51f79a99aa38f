package dev.imageclassifier.topology.runner;

import dev.imageclassifier.topology.health.Readiness;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.reload.ActiveModel;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.startup.StartupCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running pipeline: start, await, close. A failed stream thread ends the pipeline, and {@link
 * #await} returns the cause, so that the process exits and its supervisor restarts it. The thread
 * is not replaced: the new thread would fail at the same record and increase libtorch's memory.
 * Thread-safe.
 */
public final class Pipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final RecordCounters counters = new RecordCounters();
  private final Resources resources = new Resources();
  private final ActiveModel model;
  private final Readiness readiness;
  private final StreamsLifecycle lifecycle;
  private PipelineWiring wiring;

  private Pipeline(ServedModel first) {
    model = new ActiveModel(first);
    readiness = new Readiness(model::detail);
    lifecycle = new StreamsLifecycle(readiness);
  }

  /**
   * Checks settings and cluster, and starts.
   *
   * @param model the model; the caller closes it after the pipeline
   * @throws dev.imageclassifier.topology.settings.InvalidSettingsException when settings or topics
   *     are unsuitable, with all problems
   * @throws dev.imageclassifier.kafka.KafkaClientException when no broker responds within 15
   *     seconds, or the client properties are invalid
   */
  public static Pipeline start(PipelineSettings settings, ServedModel model) {
    Pipeline pipeline = new Pipeline(model);
    try {
      pipeline.wiring =
          PipelineWiring.open(
              settings, pipeline.model, pipeline.counters, pipeline.lifecycle, pipeline.resources);
      pipeline.wiring.streams().start();
      return pipeline;
    } catch (KafkaException e) {
      pipeline.close();
      throw StartupCheck.explain(e, settings);
    } catch (RuntimeException | Error e) {
      pipeline.close();
      throw e;
    }
  }

  /**
   * Waits until the pipeline classifies.
   *
   * @throws IllegalStateException when the pipeline ends before that
   * @throws TimeoutException when it is not ready in time; the message contains the reason
   */
  public void awaitReady(Duration timeout) throws InterruptedException, TimeoutException {
    lifecycle.awaitReady(timeout);
  }

  /** Waits until the pipeline is closed or fails. Returns the cause of a failure. */
  public Optional<Throwable> await() throws InterruptedException {
    return lifecycle.await();
  }

  /** The reason why the pipeline does not classify; empty if it is ready. */
  public Optional<String> problem() {
    return readiness.problem();
  }

  /** The model in use. */
  public ActiveModel model() {
    return model;
  }

  /** Counts of records and outcomes. */
  public RecordCounters counters() {
    return counters;
  }

  /** Number of stream threads that have owned a partition. */
  public int activeThreads() {
    return wiring.batchers().threads();
  }

  /** Port of the health endpoints; empty if there are none. */
  public OptionalInt httpPort() {
    return wiring.httpPort();
  }

  /** Finishes the current batches, commits, leaves the group and closes the sessions. */
  @Override
  public void close() {
    model.setClosing();
    if (resources.close() && wiring != null) {
      RecordCounters.Snapshot counts = counters.snapshot();
      LOG.atInfo()
          .addKeyValue("records", counts.received())
          .addKeyValue("results", counts.labelled())
          .addKeyValue("dead_letters", counts.allDeadLetters())
          .log("stopped");
    }
    lifecycle.setEnded();
  }
}
