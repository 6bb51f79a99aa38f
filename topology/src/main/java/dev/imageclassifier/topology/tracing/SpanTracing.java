package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.TopicNames;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates OpenTelemetry spans for each record. Thread-safe. */
final class SpanTracing implements Tracing {
  private static final Logger LOG = LoggerFactory.getLogger(SpanTracing.class);
  private static final int CLOSE_TIMEOUT_S = 5;

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final String group;
  private final TopicNames topics;

  /**
   * Creates the tracing.
   *
   * @param sdk sends the spans; closed with this object
   * @param group consumer group, an attribute of the spans
   * @param topics the topics of the pipeline
   */
  SpanTracing(OpenTelemetrySdk sdk, String group, TopicNames topics) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.imageclassifier.topology");
    this.group = group;
    this.topics = topics;
  }

  Tracer tracer() {
    return tracer;
  }

  String group() {
    return group;
  }

  TopicNames topics() {
    return topics;
  }

  @Override
  public RecordTrace start(RecordPosition position, byte[] value, Headers headers) {
    return new RecordSpans(this, position, value == null ? 0 : value.length, headers);
  }

  @Override
  public void close() {
    boolean sent =
        sdk.getSdkTracerProvider().shutdown().join(CLOSE_TIMEOUT_S, TimeUnit.SECONDS).isSuccess();
    if (!sent) {
      LOG.warn("the last spans were not sent within {} s", CLOSE_TIMEOUT_S);
    }
  }
}
