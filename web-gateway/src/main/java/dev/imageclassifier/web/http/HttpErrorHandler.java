package dev.imageclassifier.web.http;

import dev.imageclassifier.web.http.exchange.Json;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.security.SecurityHeaders;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Responds to requests that Jetty rejects itself, such as malformed ones. The response is a problem
 * with the security headers and contains no text of the request.
 */
final class HttpErrorHandler implements Request.Handler {
  private final GatewayMetrics metrics;

  HttpErrorHandler(GatewayMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.addTo(response.getHeaders());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    Problem problem = Problem.ofStatus(response.getStatus());
    metrics.recordProblem(GatewayMetrics.OTHER_PATH, problem.status(), problem.code(), null, 0);
    byte[] body = Json.bytes(problem);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
