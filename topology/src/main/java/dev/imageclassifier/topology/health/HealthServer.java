package dev.imageclassifier.topology.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imageclassifier.cli.DaemonThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /livez}, {@code /readyz} and {@code /metrics} with the JDK's HTTP server. */
public final class HealthServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  /** Prometheus text format. */
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(DaemonThreads.named("health"));

  private HealthServer(HttpServer server) {
    this.server = server;
    server.setExecutor(executor);
  }

  /**
   * Starts the server.
   *
   * @param port 0 for any free port
   * @param readiness state of the pipeline
   * @param metrics returns the response of {@code /metrics}
   * @throws IllegalStateException when the port cannot be opened
   */
  public static HealthServer start(int port, Readiness readiness, Supplier<String> metrics) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException e) {
      throw new IllegalStateException(
          ("Cannot open port %d for the health endpoints (%s): choose another with --http-port, or"
                  + " 0 for any free port.")
              .formatted(port, e.getMessage()),
          e);
    }
    HealthServer health = new HealthServer(server);
    server.createContext(
        "/livez",
        exchange ->
            answer(
                exchange,
                readiness.isAlive() ? OK : UNAVAILABLE,
                readiness.isAlive() ? "ok" : "failed"));
    server.createContext(
        "/readyz",
        exchange -> {
          Optional<String> problem = readiness.problem();
          answer(
              exchange,
              problem.isEmpty() ? OK : UNAVAILABLE,
              problem.orElseGet(readiness::readyText));
        });
    server.createContext("/metrics", exchange -> answer(exchange, OK, METRICS_TYPE, metrics.get()));
    server.start();
    return health;
  }

  /** The port in use. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    answer(exchange, status, "text/plain; charset=utf-8", text);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
        return;
      }
      byte[] body = (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
