package dev.imageclassifier.topology.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The OTLP endpoint of a collector on any free port, which stores the spans. Thread-safe. */
final class SpanReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new ArrayList<>();
  private Resource resource;

  SpanReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** The endpoint without the path of the signal. */
  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
    synchronized (this) {
      request
          .getResourceSpansList()
          .forEach(
              ofResource -> {
                resource = ofResource.getResource();
                ofResource
                    .getScopeSpansList()
                    .forEach(ofScope -> spans.addAll(ofScope.getSpansList()));
              });
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** All spans so far. */
  synchronized List<Span> spans() {
    return List.copyOf(spans);
  }

  /** The resource attributes of the sender. */
  synchronized Map<String, String> resource() {
    return values(resource.getAttributesList());
  }

  /** Attributes as text; numbers in decimal. */
  static Map<String, String> values(Collection<KeyValue> attributes) {
    Map<String, String> values = new TreeMap<>();
    attributes.forEach(attribute -> values.put(attribute.getKey(), text(attribute.getValue())));
    return values;
  }

  private static String text(AnyValue value) {
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
