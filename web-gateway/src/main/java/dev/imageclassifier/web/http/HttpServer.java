package dev.imageclassifier.web.http;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.web.http.result.OutcomeResponses;
import dev.imageclassifier.web.http.result.ResultEndpoint;
import dev.imageclassifier.web.http.security.HeaderTimeout;
import dev.imageclassifier.web.http.upload.UploadEndpoints;
import dev.imageclassifier.web.live.EventsEndpoint;
import dev.imageclassifier.web.live.LiveFeed;
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

/** The running HTTP server. */
public final class HttpServer implements AutoCloseable {
  private static final int MAX_THREADS = 32;
  private static final int MAX_CONNECTIONS = 2_000;
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration HEADER_PATIENCE = Duration.ofSeconds(10);
  private static final List<String> PAGE =
      List.of(
          "style.css",
          "main.js",
          "api.js",
          "picture.js",
          "live.js",
          "dom.js",
          "texts.js",
          "en.js",
          "zh.js",
          "icon.svg");

  private final Server server;
  private final ServerConnector connector;
  private final EventsEndpoint events;
  private final HttpSettings settings;

  private HttpServer(
      Server server, ServerConnector connector, EventsEndpoint events, HttpSettings settings) {
    this.server = server;
    this.connector = connector;
    this.events = events;
    this.settings = settings;
  }

  /**
   * Starts and takes requests.
   *
   * @param obstacle why no picture is classified now, if so
   * @throws UserError when the port cannot be opened
   */
  public static HttpServer start(
      HttpSettings settings,
      PendingRequests desk,
      LiveFeed feed,
      Supplier<Optional<Unavailability>> obstacle,
      GatewayMetrics metrics) {
    EventsEndpoint events = new EventsEndpoint(feed, obstacle, metrics);
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    HeaderTimeout watch = new HeaderTimeout(HEADER_PATIENCE, server.getScheduler());
    connector.addBean(watch);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    server.setErrorHandler(new HttpErrorHandler(metrics));
    server.setHandler(
        new RequestRouter(settings, routes(settings, desk, events, obstacle, metrics), metrics));
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new UserError(
          "Port "
              + settings.port()
              + " on "
              + settings.host()
              + " cannot be opened ("
              + ErrorText.reason(ErrorText.rootCause(e))
              + "): stop what uses it, or choose another with --port.",
          e);
    }
    watch.start();
    return new HttpServer(server, connector, events, settings);
  }

  static List<Route> routes(
      HttpSettings settings,
      PendingRequests desk,
      EventsEndpoint events,
      Supplier<Optional<Unavailability>> obstacle,
      GatewayMetrics metrics) {
    OutcomeResponses answers = new OutcomeResponses();
    UploadEndpoints uploads = new UploadEndpoints(settings, desk, obstacle, answers, metrics);
    List<Route> routes = new ArrayList<>();
    routes.add(
        new Route(
            "GET", "/", Route.Access.PAGE, StaticFile.of(HttpServer.class, "page/index.html")));
    for (String file : PAGE) {
      StaticFile content = StaticFile.of(HttpServer.class, "page/" + file);
      routes.add(new Route("GET", "/" + file, Route.Access.PAGE, content));
    }
    routes.add(
        new Route(
            "GET",
            "/openapi.json",
            Route.Access.OPEN,
            StaticFile.of(HttpServer.class, "openapi.json")));
    routes.add(
        new Route(
            "GET",
            "/classification-result.schema.json",
            Route.Access.OPEN,
            StaticFile.of(ClassificationResult.class, "classification-result.schema.json")));
    HealthEndpoints health = new HealthEndpoints(settings, obstacle, metrics);
    routes.add(new Route("GET", "/limits", Route.Access.OPEN, health::limits));
    routes.add(new Route("GET", "/livez", Route.Access.OPEN, health::alive));
    routes.add(new Route("GET", "/readyz", Route.Access.OPEN, health::ready));
    routes.add(new Route("GET", "/metrics", Route.Access.TOKEN, health::metrics));
    routes.add(new Route("GET", "/events", Route.Access.TOKEN, events::get));
    routes.add(new Route("POST", "/predict", Route.Access.TOKEN, uploads::predict));
    routes.add(new Route("POST", "/images", Route.Access.TOKEN, uploads::images));
    routes.add(
        new Route(
            "GET",
            ResultEndpoint.PREFIX,
            Route.Access.TOKEN,
            new ResultEndpoint(desk, answers)::get));
    return routes;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    return configuration;
  }

  /** Where the page is. */
  public URI address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://" + host + ":" + connector.getLocalPort() + "/");
  }

  /** Tells those who look on that pictures are classified again, or why they are not. */
  public void changed(Optional<Unavailability> now) {
    events.changed(now);
  }

  @Override
  public void close() {
    events.close();
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The HTTP server does not stop.", e);
    }
  }
}
