package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.HeaderNames;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** W3C trace context in record headers: {@code traceparent} and {@code tracestate}. */
final class TraceHeaders {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private TraceHeaders() {}

  /** Reads the trace of the sender; starts a new trace if the header is missing or invalid. */
  static Context read(Headers headers) {
    return W3C.extract(Context.root(), headers, TraceHeaders::last);
  }

  private static String last(Headers headers, String name) {
    Header header = headers == null ? null : headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Copies the headers and replaces their trace. */
  static Headers with(Context context, Headers headers) {
    Headers changed = new RecordHeaders(headers.toArray());
    changed.remove(HeaderNames.TRACEPARENT);
    changed.remove(HeaderNames.TRACESTATE);
    W3C.inject(
        context, changed, (to, name, text) -> to.add(name, text.getBytes(StandardCharsets.UTF_8)));
    return changed;
  }
}
