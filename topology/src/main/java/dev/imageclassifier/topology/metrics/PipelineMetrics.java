package dev.imageclassifier.topology.metrics;

import dev.imageclassifier.cli.ProcessMeters;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import dev.imageclassifier.topology.quarantine.CrashJournal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/** All meters of one pipeline. Thread-safe; one scrape at a time. */
public final class PipelineMetrics implements AutoCloseable {
  private static final String PREFIX = "image.classifier.";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<Runnable> binders = new ArrayDeque<>();
  private final StageMetrics stages = new StageMetrics(registry);
  private final RecordCounters counters;
  private final MultiGauge model =
      MultiGauge.builder(PREFIX + "model.info")
          .description("The model that labels: always 1, its labels say which.")
          .register(registry);
  private final Supplier<ModelIdentity> identity;

  /** All counters in one scrape are of one moment, so that the equation can be graphed. */
  private RecordCounters.Snapshot counts;

  /**
   * Meters of what is counted, of the model and of the process.
   *
   * @param identity which model labels now
   */
  public PipelineMetrics(RecordCounters counters, Supplier<ModelIdentity> identity) {
    this.counters = counters;
    this.identity = identity;
    this.counts = counters.snapshot();
    count("records", "Records taken in hand.", RecordCounters.Snapshot::in);
    count("results", "Results written.", RecordCounters.Snapshot::labelled);
    count(
        "records.given.back",
        "Records taken in hand and left without an outcome; another attempt counts them again.",
        RecordCounters.Snapshot::givenBack);
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      FunctionCounter.builder(
              PREFIX + "dead.letters", this, m -> m.counts.deadLettered().get(reason))
          .description("Dead letters written, by reason.")
          .tag("reason", reason.code())
          .register(registry);
    }
    Gauge.builder(PREFIX + "records.in.hand", this, m -> m.counts.inHand())
        .description("Records that a thread works on at this moment.")
        .register(registry);
    binders.push(new ProcessMeters(registry)::close);
  }

  private void count(
      String name, String description, ToDoubleFunction<RecordCounters.Snapshot> value) {
    FunctionCounter.builder(PREFIX + name, this, m -> value.applyAsDouble(m.counts))
        .description(description)
        .register(registry);
  }

  /** Native arrays of the model that are alive. */
  public void bindNativeArrays(IntSupplier arrays) {
    gauge("native.arrays", "Native arrays of the model that are alive.", arrays::getAsInt);
  }

  /** Models in native memory. */
  public void bindLoadedModels(IntSupplier models) {
    gauge("models.loaded", "Models in native memory; 2 while one takes over.", models::getAsInt);
  }

  /** Models that took over or were refused while the pipeline ran. */
  public void bindModelSwitches(
      LongSupplier switches, LongSupplier refusals, BooleanSupplier refused) {
    FunctionCounter.builder(PREFIX + "model.switches", this, m -> switches.getAsLong())
        .description("Models that took over while the pipeline ran.")
        .register(registry);
    FunctionCounter.builder(PREFIX + "model.refusals", this, m -> refusals.getAsLong())
        .description("Models that were to take over and could not be used.")
        .register(registry);
    gauge(
        "model.refused",
        "1 while the model's directory holds a model that was refused.",
        () -> refused.getAsBoolean() ? 1 : 0);
  }

  /** Whether pictures are classified now. */
  public void bindReady(BooleanSupplier ready) {
    gauge(
        "ready",
        "1 when pictures are classified, as /readyz says.",
        () -> ready.getAsBoolean() ? 1 : 0);
  }

  /** What waits in the look-ahead. */
  public void bindLookAhead(BatcherPerThread batchers) {
    gauge(
        "pictures.in.flight",
        "Polled pictures that have no outcome yet.",
        () -> batchers.waiting() + counters.snapshot().inHand());
    Gauge.builder(PREFIX + "look.ahead", batchers::waitingBytes)
        .description("Encoded bytes of the pictures in the look-ahead.")
        .baseUnit("bytes")
        .register(registry);
  }

  /** The poison brake. */
  public void bindBrake(CrashJournal crashes) {
    gauge(
        "suspect.records",
        "Records on which the process died and that have no outcome since.",
        crashes::suspects);
  }

  /** Kafka Streams' own metrics and those of its clients, and the lag that they tell. */
  public void bindStreams(KafkaStreams streams) {
    gauge(
        "lag.records",
        "Records of this instance's partitions that are not polled yet.",
        () -> lag(streams));
    KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(streams);
    kafka.bindTo(registry);
    binders.push(kafka::close);
  }

  /** Micrometer's binder finds new partitions only after a minute. */
  private static double lag(KafkaStreams streams) {
    return streams.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("records-lag"))
        .map(Metric::metricValue)
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(Double::isFinite)
        .sum();
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  /** Is to be told how long each stage of each batch took. */
  public StageListener stages() {
    return stages;
  }

  /** Everything in Prometheus' text format, version 0.0.4. */
  public synchronized String scrape() {
    counts = counters.snapshot();
    ModelIdentity now = identity.get();
    Tags tags =
        Tags.of(
            "name", now.name(),
            "version", now.version(),
            "precision", now.precision(),
            "digest", now.digest());
    model.register(List.of(MultiGauge.Row.of(tags, 1)), true);
    return registry.scrape();
  }

  @Override
  public void close() {
    while (!binders.isEmpty()) {
      binders.pop().run();
    }
    registry.close();
  }
}
