package dev.imageclassifier.web.http;

import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.http.security.HostCheck;
import dev.imageclassifier.web.http.security.SecurityHeaders;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import dev.imageclassifier.web.settings.HttpSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks each request and passes it to the endpoint of its route. */
final class RequestRouter extends Handler.Abstract.NonBlocking {
  private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);
  private static final long EXTRA_DRAIN_BYTES = 1024 * 1024;

  private final HttpSettings settings;
  private final HostCheck hostCheck;
  private final List<Route> routes;
  private final GatewayMetrics metrics;

  RequestRouter(HttpSettings settings, List<Route> routes, GatewayMetrics metrics) {
    this.settings = settings;
    this.hostCheck = new HostCheck(settings.host(), settings.allowedHosts());
    this.routes = List.copyOf(routes);
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.addTo(response.getHeaders());
    Exchange exchange =
        new Exchange(request, response, callback, metrics, settings.maxBytes() + EXTRA_DRAIN_BYTES);
    try {
      route(exchange).endpoint().handle(exchange);
    } catch (ProblemException e) {
      exchange.reject(e.problem());
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("method", exchange.method())
          .addKeyValue("path", exchange.path())
          .setCause(e)
          .log("request failed");
      exchange.respond(Problem.internal());
    }
    return true;
  }

  private Route route(Exchange exchange) throws ProblemException {
    List<Route> candidates =
        routes.stream().filter(route -> route.matchesPath(exchange.path())).toList();
    candidates.stream()
        .findFirst()
        .ifPresent(route -> exchange.setMetricsPath(route.metricsPath()));
    boolean page = candidates.stream().anyMatch(route -> route.access() == Route.Access.PAGE);
    Optional<Problem> problem = hostCheck.check(exchange, page);
    if (problem.isPresent()) {
      throw new ProblemException(problem.get());
    }
    if (candidates.isEmpty()) {
      throw new ProblemException(Problem.notFound());
    }
    Optional<Route> route =
        candidates.stream().filter(it -> it.acceptsMethod(exchange.method())).findFirst();
    if (route.isEmpty()) {
      String allowed = candidates.stream().map(Route::method).collect(Collectors.joining(", "));
      exchange.setHeader("Allow", allowed);
      throw new ProblemException(Problem.methodNotAllowed(allowed));
    }
    if (route.get().access() == Route.Access.TOKEN && !isAuthorized(exchange)) {
      throw new ProblemException(Problem.unauthorized());
    }
    return route.get();
  }

  private boolean isAuthorized(Exchange exchange) {
    String authorization = exchange.header(HttpHeader.AUTHORIZATION).orElse(null);
    return settings.token().map(token -> token.matches(authorization)).orElse(true);
  }
}
