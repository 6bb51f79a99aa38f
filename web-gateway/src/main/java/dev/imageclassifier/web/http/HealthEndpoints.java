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

/** {@code /livez}, {@code /readyz}, {@code /metrics} and {@code /limits}. */
final class HealthEndpoints {
  private static final int OK = 200;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpSettings settings;
  private final Supplier<Optional<Unavailability>> unavailability;
  private final GatewayMetrics metrics;

  HealthEndpoints(
      HttpSettings settings,
      Supplier<Optional<Unavailability>> unavailability,
      GatewayMetrics metrics) {
    this.settings = settings;
    this.unavailability = unavailability;
    this.metrics = metrics;
    metrics.gauge(
        "ready",
        "1 if images can be classified, otherwise 0, like /readyz.",
        () -> unavailability.get().isEmpty() ? 1 : 0);
  }

  /** Responds 200 while the process runs. */
  void livez(Exchange exchange) {
    exchange.respond(OK, TEXT, "ok\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Responds 200 while images can be classified. */
  void readyz(Exchange exchange) {
    Optional<Unavailability> cause = unavailability.get();
    if (cause.isPresent()) {
      exchange.respond(Problem.unavailable(cause.get()));
    } else {
      livez(exchange);
    }
  }

  /** Responds with the metrics in the Prometheus text format. */
  void metrics(Exchange exchange) {
    byte[] body = metrics.scrape().getBytes(StandardCharsets.UTF_8);
    exchange.respond(OK, PROMETHEUS_TEXT, body);
  }

  /** Responds with the limits that the page shows and checks. */
  void limits(Exchange exchange) {
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("max_bytes", settings.maxBytes());
    limits.put("token_required", settings.token().isPresent());
    limits.put("timeout_seconds", settings.outcomeTimeout().toSeconds());
    exchange.respondJson(OK, Json.bytes(limits));
  }
}
