package dev.imageclassifier.web.http;

import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.security.HostCheck;
import dev.imageclassifier.web.http.security.SecurityHeaders;
import dev.imageclassifier.web.http.upload.BodyReader;
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

/** Every request comes in here, and passes the guards before anybody answers it. */
final class RequestRouter extends Handler.Abstract.NonBlocking {
  private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);

  private final HttpSettings settings;
  private final HostCheck hosts;
  private final List<Route> routes;
  private final GatewayMetrics metrics;

  RequestRouter(HttpSettings settings, List<Route> routes, GatewayMetrics metrics) {
    this.settings = settings;
    this.hosts = new HostCheck(settings.host(), settings.hosts());
    this.routes = List.copyOf(routes);
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.put(response.getHeaders());
    Exchange exchange = new Exchange(request, response, callback, metrics);
    try {
      handle(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.method(), exchange.path(), e);
      exchange.problem(Problem.internal());
    }
    return true;
  }

  private void handle(Exchange exchange) {
    String path = exchange.path();
    List<Route> there = routes.stream().filter(it -> it.leadsTo(path)).toList();
    there.stream().findFirst().ifPresent(it -> exchange.leadsTo(it.label()));
    boolean page = there.stream().anyMatch(it -> it.access() == Route.Access.PAGE);
    Optional<Problem> objection = hosts.objection(exchange, page);
    if (objection.isPresent()) {
      refuse(exchange, objection.get());
      return;
    }
    if (there.isEmpty()) {
      refuse(exchange, Problem.notFound());
      return;
    }
    Optional<Route> route = there.stream().filter(it -> it.takes(exchange.method())).findFirst();
    if (route.isEmpty()) {
      String allowed = there.stream().map(Route::method).collect(Collectors.joining(", "));
      exchange.setHeader("Allow", allowed);
      refuse(exchange, Problem.methodNotAllowed(allowed));
    } else if (route.get().access() == Route.Access.TOKEN && !shows(exchange)) {
      refuse(exchange, Problem.unauthorized());
    } else {
      route.get().endpoint().handle(exchange);
    }
  }

  private boolean shows(Exchange exchange) {
    String authorization = exchange.header(HttpHeader.AUTHORIZATION).orElse(null);
    return settings.token().map(token -> token.isShownBy(authorization)).orElse(true);
  }

  private void refuse(Exchange exchange, Problem problem) {
    exchange.refuse(problem, settings.maxBytes() + BodyReader.DRAIN_EXTRA);
  }
}
