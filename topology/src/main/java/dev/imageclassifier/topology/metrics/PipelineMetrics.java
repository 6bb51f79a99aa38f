package dev.imageclassifier.topology.metrics;

import dev.imageclassifier.cli.ProcessMeters;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.predict.StageListener;
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

/** All meters of one pipeline. Thread-safe; scrapes run one at a time. */
public final class PipelineMetrics implements AutoCloseable {
  private static final String PREFIX = "image.classifier.";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<Runnable> binders = new ArrayDeque<>();
  private final StageMetrics stages = new StageMetrics(registry);
  private final RecordCounters counters;
  private final MultiGauge model =
      MultiGauge.builder(PREFIX + "model.info")
          .description("Always 1; the labels identify the current model.")
          .register(registry);
  private final Supplier<ClassificationResult.Model> identity;

  /** All counters of one scrape come from one snapshot, so that their equation holds. */
  private RecordCounters.Snapshot counts;

  /**
   * Creates the meters of the counters, the model and the process.
   *
   * @param counters counters of the pipeline
   * @param identity returns the current model
   */
  public PipelineMetrics(RecordCounters counters, Supplier<ClassificationResult.Model> identity) {
    this.counters = counters;
    this.identity = identity;
    this.counts = counters.snapshot();
    count("records", "Records whose processing started.", RecordCounters.Snapshot::received);
    count("results", "Results written.", RecordCounters.Snapshot::labelled);
    count(
        "records.abandoned",
        "Records whose processing failed without an outcome; the next attempt counts them again.",
        RecordCounters.Snapshot::abandoned);
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      FunctionCounter.builder(
              PREFIX + "dead.letters", this, m -> m.counts.deadLettered().get(reason))
          .description("Dead letters written, by reason.")
          .tag("reason", reason.code())
          .register(registry);
    }
    Gauge.builder(PREFIX + "records.in.progress", this, m -> m.counts.inProgress())
        .description("Records that a thread is processing.")
        .register(registry);
    binders.push(new ProcessMeters(registry)::close);
  }

  private void count(
      String name, String description, ToDoubleFunction<RecordCounters.Snapshot> value) {
    FunctionCounter.builder(PREFIX + name, this, m -> value.applyAsDouble(m.counts))
        .description(description)
        .register(registry);
  }

  /** Registers the number of live native arrays of the model. */
  public void bindNativeArrays(IntSupplier arrays) {
    gauge("native.arrays", "Live native arrays of the model.", arrays::getAsInt);
  }

  /** Registers the number of models in native memory. */
  public void bindLoadedModels(IntSupplier models) {
    gauge("models.loaded", "Models in native memory; 2 during a model switch.", models::getAsInt);
  }

  /**
   * Registers the counts of model switches.
   *
   * @param switches returns the number of models that replaced another
   * @param rejections returns the number of models that could not be used
   * @param rejected whether the model directory contains a model that could not be used
   */
  public void bindModelSwitches(
      LongSupplier switches, LongSupplier rejections, BooleanSupplier rejected) {
    FunctionCounter.builder(PREFIX + "model.switches", this, m -> switches.getAsLong())
        .description("Models that replaced another while the pipeline ran.")
        .register(registry);
    FunctionCounter.builder(PREFIX + "model.rejections", this, m -> rejections.getAsLong())
        .description("New models that could not be used.")
        .register(registry);
    gauge(
        "model.rejected",
        "1 while the model directory contains a model that could not be used.",
        () -> rejected.getAsBoolean() ? 1 : 0);
  }

  /** Registers whether the pipeline classifies. */
  public void bindReady(BooleanSupplier ready) {
    gauge(
        "ready",
        "1 while the pipeline classifies, as /readyz reports.",
        () -> ready.getAsBoolean() ? 1 : 0);
  }

  /**
   * Registers the size of the look-ahead.
   *
   * @param records returns the number of records in all look-aheads
   * @param bytes returns their encoded bytes
   */
  public void bindLookAhead(LongSupplier records, LongSupplier bytes) {
    gauge(
        "images.in.flight",
        "Polled images without an outcome.",
        () -> records.getAsLong() + counters.snapshot().inProgress());
    Gauge.builder(PREFIX + "look.ahead", bytes::getAsLong)
        .description("Encoded bytes of the images in the look-ahead.")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Registers the number of suspect records. */
  public void bindSuspectRecords(IntSupplier suspects) {
    gauge(
        "suspect.records",
        "Records that were in flight at a crash and have no outcome since.",
        suspects::getAsInt);
  }

  /** Registers the metrics of Kafka Streams and of its clients, and the lag. */
  public void bindStreams(KafkaStreams streams) {
    gauge(
        "lag.records",
        "Records in the partitions of this instance that are not polled yet.",
        () -> lag(streams));
    KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(streams);
    kafka.bindTo(registry);
    binders.push(kafka::close);
  }

  /** Sums the lag itself, because Micrometer's binder finds new partitions only after a minute. */
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

  /** The listener that records the duration of each stage of each batch. */
  public StageListener stages() {
    return stages;
  }

  /** All meters in Prometheus text format, version 0.0.4. */
  public synchronized String scrape() {
    counts = counters.snapshot();
    ClassificationResult.Model now = identity.get();
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
