package dev.imageclassifier.topology.runner;

import dev.imageclassifier.cli.RepeatLimit;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.ClassifierTopology;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import dev.imageclassifier.topology.deadletter.DeadLetterWriter;
import dev.imageclassifier.topology.health.BrokerProbe;
import dev.imageclassifier.topology.health.HealthServer;
import dev.imageclassifier.topology.health.Readiness;
import dev.imageclassifier.topology.metrics.PipelineMetrics;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.CrashJournal;
import dev.imageclassifier.topology.reload.ActiveModel;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.result.ResultSizeLimit;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StreamsProperties;
import dev.imageclassifier.topology.startup.BrokersUnreachable;
import dev.imageclassifier.topology.startup.InstanceDirectory;
import dev.imageclassifier.topology.startup.TopicCheck;
import dev.imageclassifier.topology.tracing.Tracing;
import dev.imageclassifier.topology.tracing.TracingSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running pipeline: start, await, close. Whatever ends a stream thread ends the pipeline, and
 * {@link #await} throws it, so that the process exits with the real cause and its supervisor starts
 * it again; a thread that is replaced would only meet the same record, and grow libtorch's memory.
 */
public final class Pipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

  private final RecordCounters counters = new RecordCounters();
  private final Readiness readiness = new Readiness();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch ready = new CountDownLatch(1);
  private final AtomicReference<Throwable> cause = new AtomicReference<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ActiveModel model;
  private BatcherPerThread batchers;
  private OptionalInt httpPort = OptionalInt.empty();
  private boolean started;
  private volatile boolean closing;

  private Pipeline(ServedModel first) {
    model = new ActiveModel(first);
  }

  /**
   * Checks everything and starts.
   *
   * @throws InvalidSettingsException when settings or topics cannot work, with all problems at once
   * @throws BrokersUnreachable when no broker answers within 15 seconds, or the client's properties
   *     are not usable
   */
  public static Pipeline start(PipelineSettings settings, ServedModel model) {
    Pipeline pipeline = new Pipeline(model);
    try {
      pipeline.run(settings);
      return pipeline;
    } catch (KafkaException e) {
      pipeline.close();
      throw BrokersUnreachable.of(e, settings);
    } catch (RuntimeException | Error e) {
      pipeline.close();
      throw e;
    }
  }

  private void run(PipelineSettings settings) {
    PipelineMetrics metrics =
        opened(new PipelineMetrics(counters, () -> model.current().identity()));
    metrics.bindReady(() -> readiness.obstacle().isEmpty());
    metrics.bindNativeArrays(() -> model.current().nativeArrays().getAsInt());
    metrics.bindLoadedModels(Classifier::loaded);
    metrics.bindModelSwitches(model::switches, model::refusals, () -> model.refusal().isPresent());
    settings
        .httpPort()
        .ifPresent(
            port -> {
              HealthServer health = opened(HealthServer.start(port, readiness, metrics::scrape));
              httpPort = OptionalInt.of(health.port());
            });
    Admin admin = opened(Admin.create(settings.adminProperties()));
    TracingSettings traces = TracingSettings.ofProcess();
    TopicCheck.Limits limits = checkTopics(admin, settings, traces.problems());
    InstanceDirectory instance = opened(InstanceDirectory.take(settings.stateDirectory()));
    CrashJournal crashes = new CrashJournal(instance.path());
    batchers =
        opened(
            new BatcherPerThread(
                model.current().sessions(),
                model.current().identity(),
                settings.batch(),
                crashes,
                model.current().trial(),
                counters,
                metrics.stages()));
    metrics.bindLookAhead(batchers);
    metrics.bindBrake(crashes);
    Tracing tracing = opened(traces.open(settings.applicationId()));
    Properties properties =
        new StreamsProperties(settings, limits.input())
            .build(instance.path().resolve("streams"), instance.id(), batchers);
    long largestRequest = (long) limits.input() + StreamsProperties.RECORD_OVERHEAD;
    KafkaStreams streams =
        new KafkaStreams(
            ClassifierTopology.build(
                settings.topics(),
                batchers,
                new ResultSizeLimit(Math.min(limits.labels(), largestRequest)),
                new DeadLetterWriter(Math.min(limits.deadLetters(), largestRequest)),
                counters,
                tracing),
            properties,
            new InstanceClientSupplier(settings.applicationId(), instance.id()));
    open.push(
        () ->
            streams.close(
                CloseOptions.timeout(CLOSE_PATIENCE)
                    .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)));
    streams.setStateListener(this::changed);
    streams.setUncaughtExceptionHandler(this::failed);
    metrics.bindStreams(streams);
    opened(new BrokerProbe(admin, readiness)).start();
    started = true;
    streams.start();
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private static TopicCheck.Limits checkTopics(
      Admin admin, PipelineSettings settings, List<String> otherProblems) {
    try {
      return new TopicCheck(admin, settings).check(otherProblems);
    } catch (ExecutionException e) {
      throw BrokersUnreachable.of(e.getCause(), settings);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while looking at the topics.", e);
    }
  }

  private void changed(KafkaStreams.State now, KafkaStreams.State before) {
    readiness.state(now);
    LOG.atInfo()
        .addMarker(RepeatLimit.EACH)
        .addKeyValue("state", now)
        .addKeyValue("before", before)
        .log("state");
    if (now == KafkaStreams.State.RUNNING) {
      ready.countDown();
    }
    if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      ended.countDown();
    }
  }

  private StreamThreadExceptionResponse failed(Throwable failure) {
    Throwable root = ErrorText.rootCause(failure);
    if (root instanceof ApiException) {
      // what the brokers said, which needs no position in our code
      LOG.error("a stream thread failed; the pipeline stops: {}", ErrorText.reason(root));
    } else {
      LOG.error("a stream thread failed; the pipeline stops", failure);
    }
    cause.compareAndSet(null, failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Waits until pictures are classified. */
  public void awaitReady(Duration patience) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready.await(100, TimeUnit.MILLISECONDS)) {
      if (ended.getCount() == 0) {
        throw new IllegalStateException("the pipeline ended before it was ready", cause.get());
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "not ready after " + patience.toSeconds() + " s: " + readiness.obstacle().orElse(""));
      }
    }
  }

  /** Waits until the pipeline was closed or has failed; answers what made it fail. */
  public Optional<Throwable> await() throws InterruptedException {
    ended.await();
    return Optional.ofNullable(cause.get());
  }

  /**
   * Labels with another model from now on, each thread between two batches; no thread uses the old
   * one when this returns.
   *
   * @throws IllegalStateException when the pipeline is closed
   */
  public void switchTo(ServedModel next) {
    batchers.switchTo(next.identity(), next.sessions());
    model.switched(next);
  }

  /** Which model labels, and what became of others. */
  public ActiveModel model() {
    return model;
  }

  /** Lets {@code /readyz} say which model labels, and whether another was refused. */
  public void tellModel() {
    readiness.note(model::sentence);
  }

  /** Nothing when pictures are classified now; otherwise why not. */
  public Optional<String> obstacle() {
    return readiness.obstacle();
  }

  /** What was done so far. */
  public RecordCounters counters() {
    return counters;
  }

  /** Stream threads that have had a partition so far. */
  public int threadsAtWork() {
    return batchers.threads();
  }

  /** Port of the health endpoints, if any. */
  public OptionalInt httpPort() {
    return httpPort;
  }

  /** Finishes the batch in hand, commits, leaves the group, releases the sessions. */
  @Override
  public void close() {
    closing = true;
    closeAll();
  }

  /** Whether it was asked to close; from then on it takes no other model. */
  public boolean isClosing() {
    return closing;
  }

  private synchronized void closeAll() {
    boolean first = started && !open.isEmpty();
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the pipeline did not close", e);
      }
    }
    if (first) {
      RecordCounters.Snapshot done = counters.snapshot();
      LOG.atInfo()
          .addKeyValue("records", done.in())
          .addKeyValue("results", done.labelled())
          .addKeyValue("dead_letters", done.allDeadLetters())
          .log("stopped");
    }
    ended.countDown();
  }
}
