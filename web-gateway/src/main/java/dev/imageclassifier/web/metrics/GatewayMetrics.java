package dev.imageclassifier.web.metrics;

import dev.imageclassifier.cli.ProcessMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All meters of one gateway. Thread-safe. */
public final class GatewayMetrics implements AutoCloseable {
  /** Where a request goes that goes nowhere: an unknown address, or no HTTP at all. */
  public static final String NOWHERE = "other";

  private static final String PREFIX = "image.classifier.web.";
  private static final String NONE = "none";

  /** From a static file to the longest wait that is usual. */
  private static final Duration[] BUCKETS =
      Arrays.stream(new int[] {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000})
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMeters process = new ProcessMeters(registry);

  /** For meters that others bring, as those of Kafka's clients. */
  public MeterRegistry registry() {
    return registry;
  }

  /** A figure that is asked for at each scrape. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  /** The same in bytes. */
  public void bytes(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value)
        .description(description)
        .baseUnit("bytes")
        .register(registry);
  }

  /** A request was answered as it wished. */
  public void succeeded(String path, int status, long nanos) {
    answered(path, status, "ok", NONE, nanos);
  }

  /**
   * A request was answered with a problem.
   *
   * @param path one of the few addresses that there are, never what the client wrote
   * @param code the problem's code
   * @param reason of a dead letter, otherwise null
   * @param nanos from the request's head to the beginning of its answer
   */
  public void failed(String path, int status, String code, String reason, long nanos) {
    answered(path, status, code, reason == null ? NONE : reason, nanos);
  }

  private void answered(String path, int status, String code, String reason, long nanos) {
    Timer.builder(PREFIX + "requests")
        .description("Requests, by the time from their head to the beginning of their answer.")
        .tags("path", path, "status", Integer.toString(status), "code", code, "reason", reason)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Everything in Prometheus' text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }
}
