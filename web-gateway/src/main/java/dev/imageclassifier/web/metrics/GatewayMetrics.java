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

/** All meters of one gateway, exposed in the Prometheus text format. Thread-safe. */
public final class GatewayMetrics implements AutoCloseable {
  /** The {@code path} label of requests that match no route or are not valid HTTP. */
  public static final String OTHER_PATH = "other";

  private static final String PREFIX = "image.classifier.web.";
  private static final String NONE = "none";

  /** Upper bounds of the histogram, from a static file to the longest usual wait. */
  private static final Duration[] BUCKETS =
      Arrays.stream(new int[] {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000})
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMeters process = new ProcessMeters(registry);

  /** The registry, for meters that a library registers itself, such as those of Kafka clients. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Registers a gauge. {@code value} is called at each scrape. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  /** Registers a gauge in bytes. {@code value} is called at each scrape. */
  public void bytesGauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value)
        .description(description)
        .baseUnit("bytes")
        .register(registry);
  }

  /** Records a successful request. For the parameters see {@link #recordProblem}. */
  public void recordSuccess(String path, int status, long nanos) {
    record(path, status, "ok", NONE, nanos);
  }

  /**
   * Records a request that failed.
   *
   * @param path the path of the route, never text from the client
   * @param code the problem code
   * @param reason the reason of a dead letter, otherwise null
   * @param nanos time from the request head to the start of the response
   */
  public void recordProblem(String path, int status, String code, String reason, long nanos) {
    record(path, status, code, reason == null ? NONE : reason, nanos);
  }

  private void record(String path, int status, String code, String reason, long nanos) {
    Timer.builder(PREFIX + "requests")
        .description("Requests, and the time from the request head to the start of the response.")
        .tags("path", path, "status", Integer.toString(status), "code", code, "reason", reason)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** All meters in the Prometheus text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }
}
