package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.contract.error.ErrorText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Creates the SDK from the OpenTelemetry settings: traces only, by OTLP over HTTP. */
final class OpenTelemetrySetup {
  private static final String SERVICE = "kafka-image-classifier";
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> SERVICE_VERSION =
      AttributeKey.stringKey("service.version");
  private static final Pattern PROPERTY = Pattern.compile("\\botel(\\.[a-z_]+)+");

  /**
   * A strong reference, so that the logger is not garbage-collected and keeps its level. {@link
   * LoggingSpanExporter} logs failures instead.
   */
  private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry");

  private OpenTelemetrySetup() {}

  static Tracing open(String group, TopicNames topics) {
    return new SpanTracing(sdk(), group, topics);
  }

  /** Creates an SDK that sends nothing, and returns the first problem that the SDK reports. */
  static Optional<String> problem() {
    try {
      sdk().close();
      return Optional.empty();
    } catch (ConfigurationException e) {
      String message = String.valueOf(ErrorText.rootCause(e).getMessage());
      if (message.startsWith("URLDecoder")) { // the rest of the message contains the value
        message =
            "in otel.exporter.otlp.headers or otel.resource.attributes a % is not followed by two"
                + " hexadecimal digits";
      }
      String named =
          PROPERTY
              .matcher(message)
              .replaceAll(name -> name.group().toUpperCase(Locale.ROOT).replace('.', '_'));
      return Optional.of(
          ("Tracing cannot start with these OTEL_ variables: %s; correct them, or remove the endpoint to"
                  + " disable tracing.")
              .formatted(named.replaceFirst("\\.$", "")));
    }
  }

  private static OpenTelemetrySdk sdk() {
    SDK_LOG.setLevel(Level.OFF);
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(
            () -> Map.of("otel.exporter.otlp.protocol", OpenTelemetryVariables.PROTOCOL))
        // The application exports metrics and logs itself, and the contract has only the W3C
        // headers.
        .addPropertiesCustomizer(
            settings ->
                Map.of(
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none",
                    "otel.propagators", "tracecontext"))
        .addResourceCustomizer((resource, settings) -> named(resource))
        .addSpanExporterCustomizer((exporter, settings) -> new LoggingSpanExporter(exporter))
        .build()
        .getOpenTelemetrySdk();
  }

  private static Resource named(Resource given) {
    Attributes ours =
        Attributes.of(
            SERVICE_NAME,
            SERVICE,
            SERVICE_VERSION,
            Optional.ofNullable(OpenTelemetrySetup.class.getPackage().getImplementationVersion())
                .orElse("unknown"));
    String name = String.valueOf(given.getAttribute(SERVICE_NAME));
    return name.startsWith("unknown_service")
        ? given.merge(Resource.create(ours))
        : Resource.create(ours).merge(given);
  }
}
