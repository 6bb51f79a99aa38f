package dev.imageclassifier.web.http;

import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.exchange.Json;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import dev.imageclassifier.web.pending.Unavailability;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /livez}, {@code /readyz}, {@code /metrics} and {@code /limits}: what supervisors and the
 * page ask.
 */
final class HealthEndpoints {
  private static final int OK = 200;
  private static final String TEXT = "text/plain; charset=utf-8";

  /** Prometheus' text format. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpSettings settings;
  private final Supplier<Optional<Unavailability>> obstacle;
  private final GatewayMetrics metrics;

  HealthEndpoints(
      HttpSettings settings, Supplier<Optional<Unavailability>> obstacle, GatewayMetrics metrics) {
    this.settings = settings;
    this.obstacle = obstacle;
    this.metrics = metrics;
    metrics.gauge(
        "ready",
        "1 when pictures are classified, as /readyz says.",
        () -> obstacle.get().isEmpty() ? 1 : 0);
  }

  /** This process serves. */
  void alive(Exchange exchange) {
    exchange.answer(OK, TEXT, "ok\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Pictures are classified. */
  void ready(Exchange exchange) {
    obstacle
        .get()
        .ifPresentOrElse(it -> exchange.problem(Problem.unavailable(it)), () -> alive(exchange));
  }

  /** What Prometheus asks for. */
  void metrics(Exchange exchange) {
    exchange.answer(OK, METRICS, metrics.scrape().getBytes(StandardCharsets.UTF_8));
  }

  /** What the page tells its visitors before they send anything. */
  void limits(Exchange exchange) {
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("max_bytes", settings.maxBytes());
    limits.put("token_required", settings.token().isPresent());
    limits.put("timeout_seconds", settings.answerTimeout().toSeconds());
    exchange.json(OK, Json.bytes(limits));
  }
}
