package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.RecordPosition;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Spans for each record; thread-safe. */
public final class SpanTracing implements Tracing {
  private static final Logger LOG = LoggerFactory.getLogger(SpanTracing.class);

  /** For what was not sent yet when the pipeline stops, in seconds. */
  private static final int CLOSE_PATIENCE_S = 5;

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final String group;

  /**
   * Spans by this SDK, which it closes.
   *
   * @param group the consumer group
   */
  SpanTracing(OpenTelemetrySdk sdk, String group) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.imageclassifier.topology");
    this.group = group;
  }

  @Override
  public RecordTrace begin(RecordPosition position, byte[] value, Headers headers) {
    return new RecordSpans(tracer, group, position, value == null ? 0 : value.length, headers);
  }

  @Override
  public void close() {
    if (!sdk.getSdkTracerProvider()
        .shutdown()
        .join(CLOSE_PATIENCE_S, TimeUnit.SECONDS)
        .isSuccess()) {
      LOG.warn("the last spans were not sent: the collector did not take them in time");
    }
  }
}
