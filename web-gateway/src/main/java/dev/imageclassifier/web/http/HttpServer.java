package dev.imageclassifier.web.http;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.web.http.Route.Access;
import dev.imageclassifier.web.http.result.OutcomeResponses;
import dev.imageclassifier.web.http.result.ResultEndpoint;
import dev.imageclassifier.web.http.security.RequestHeaderTimeout;
import dev.imageclassifier.web.http.upload.UploadEndpoints;
import dev.imageclassifier.web.live.EventsEndpoint;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import dev.imageclassifier.web.pending.PendingRequests;
import dev.imageclassifier.web.pending.Unavailability;
import dev.imageclassifier.web.settings.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server, running until it is closed. */
public final class HttpServer implements AutoCloseable {
  private static final int MAX_THREADS = 32;
  private static final int MIN_THREADS = 4;
  private static final int MAX_CONNECTIONS = 2_000;
  private static final int MAX_REQUEST_HEAD_BYTES = 8 * 1024;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration REQUEST_HEAD_TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> PAGE_FILES =
      List.of(
          "style.css",
          "main.js",
          "api.js",
          "image.js",
          "live.js",
          "dom.js",
          "texts.js",
          "en.js",
          "zh.js",
          "icon.svg");

  private final Server server;
  private final URI address;

  private HttpServer(Server server, URI address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts a server.
   *
   * @param unavailability why images cannot be classified at the moment; empty if they can
   * @throws UserError if the port cannot be opened
   */
  public static HttpServer start(
      HttpSettings settings,
      PendingRequests pending,
      EventsEndpoint events,
      Supplier<Optional<Unavailability>> unavailability,
      GatewayMetrics metrics) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    RequestHeaderTimeout headerTimeout =
        new RequestHeaderTimeout(REQUEST_HEAD_TIMEOUT, server.getScheduler());
    connector.addBean(headerTimeout);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    server.setErrorHandler(new HttpErrorHandler(metrics));
    List<Route> routes = routes(settings, pending, events, unavailability, metrics);
    server.setHandler(new RequestRouter(settings, routes, metrics));
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new UserError(
          "Cannot bind to %s port %d (%s). Stop the process that uses the port, or choose another port with --port."
              .formatted(
                  settings.host(), settings.port(), ErrorText.reason(ErrorText.rootCause(e))),
          e);
    }
    headerTimeout.start();
    return new HttpServer(server, address(settings.host(), connector.getLocalPort()));
  }

  static List<Route> routes(
      HttpSettings settings,
      PendingRequests pending,
      EventsEndpoint events,
      Supplier<Optional<Unavailability>> unavailability,
      GatewayMetrics metrics) {
    OutcomeResponses responses = new OutcomeResponses();
    UploadEndpoints uploads =
        new UploadEndpoints(settings, pending, unavailability, responses, metrics);
    ResultEndpoint results = new ResultEndpoint(pending, responses);
    HealthEndpoints health = new HealthEndpoints(settings, unavailability, metrics);
    List<Route> routes = new ArrayList<>();
    routes.add(new Route("GET", "/", Access.PAGE, pageFile("index.html")));
    PAGE_FILES.forEach(
        name -> routes.add(new Route("GET", "/" + name, Access.PAGE, pageFile(name))));
    routes.add(schema("openapi.json", HttpServer.class));
    routes.add(schema("classification-result.schema.json", ClassificationResult.class));
    routes.add(new Route("GET", "/limits", Access.OPEN, health::limits));
    routes.add(new Route("GET", "/livez", Access.OPEN, health::livez));
    routes.add(new Route("GET", "/readyz", Access.OPEN, health::readyz));
    routes.add(new Route("GET", "/metrics", Access.TOKEN, health::metrics));
    routes.add(new Route("GET", "/events", Access.TOKEN, events));
    routes.add(new Route("POST", "/predict", Access.TOKEN, uploads::predict));
    routes.add(new Route("POST", "/images", Access.TOKEN, uploads::images));
    routes.add(new Route("GET", ResultEndpoint.PATH_PREFIX, Access.TOKEN, results));
    return routes;
  }

  private static StaticFile pageFile(String name) {
    return StaticFile.load(HttpServer.class, "page/" + name);
  }

  private static Route schema(String name, Class<?> owner) {
    return new Route("GET", "/" + name, Access.OPEN, StaticFile.load(owner, name));
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_REQUEST_HEAD_BYTES);
    return configuration;
  }

  private static URI address(String host, int port) {
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + literal + ":" + port + "/");
  }

  /** The URL of the page. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop the HTTP server.", e);
    }
  }
}
