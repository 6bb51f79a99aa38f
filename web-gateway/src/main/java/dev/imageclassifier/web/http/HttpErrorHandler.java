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

/** What the HTTP library refuses by itself is answered like everything else, and quotes nothing. */
final class HttpErrorHandler implements Request.Handler {
  private final GatewayMetrics metrics;

  HttpErrorHandler(GatewayMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.put(response.getHeaders());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    Problem problem = Problem.refused(response.getStatus());
    metrics.failed(GatewayMetrics.NOWHERE, problem.status(), problem.code(), null, 0);
    byte[] body = Json.bytes(problem);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
