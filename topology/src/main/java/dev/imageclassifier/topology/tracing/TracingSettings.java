package dev.imageclassifier.topology.tracing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenTelemetry's own settings, variables ({@code OTEL_…}) or system properties ({@code otel.…}),
 * as far as they decide whether there is tracing at all. Without an endpoint no class of
 * OpenTelemetry is loaded. Immutable.
 */
public final class TracingSettings {
  private static final Logger LOG = LoggerFactory.getLogger(TracingSettings.class);

  private static final List<String> ENDPOINTS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");
  private static final List<String> PROTOCOLS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL");
  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  private static final String DISABLED = "OTEL_SDK_DISABLED";
  static final String PROTOCOL = "http/protobuf";

  private final UnaryOperator<String> variables;

  /**
   * Settings from somewhere.
   *
   * @param variables the value of a variable; null where it is not set
   */
  TracingSettings(UnaryOperator<String> variables) {
    this.variables = variables;
  }

  /** What this process was given; a system property wins over a variable. */
  public static TracingSettings ofProcess() {
    return new TracingSettings(
        name -> {
          String property = System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
          return property == null ? System.getenv(name) : property;
        });
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(variables.apply(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Whether spans are to be sent. */
  boolean on() {
    return ENDPOINTS.stream().anyMatch(name -> value(name).isPresent())
        && !value(DISABLED).orElse("").equalsIgnoreCase("true")
        && !value(EXPORTER).orElse("").equals("none");
  }

  /** Why spans could not be sent with these settings, each a sentence; none where nobody asked. */
  public List<String> problems() {
    if (!on()) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    for (String name : ENDPOINTS) {
      if (value(name).filter(endpoint -> !isAddress(endpoint)).isPresent()) {
        problems.add(
            name
                + " is no http:// or https:// address: give the collector's, http://localhost:4318"
                + " for example.");
      }
    }
    for (String name : PROTOCOLS) {
      value(name)
          .filter(protocol -> !protocol.equals(PROTOCOL))
          .ifPresent(
              protocol ->
                  problems.add(
                      ("%s is '%s', but spans go as %s: leave it out, and give the collector's port"
                              + " for HTTP, 4318 as a rule.")
                          .formatted(name, protocol, PROTOCOL)));
    }
    value(EXPORTER)
        .filter(exporter -> !exporter.equals("otlp"))
        .ifPresent(
            exporter ->
                problems.add(
                    "%s is '%s': give otlp, or none for no tracing."
                        .formatted(EXPORTER, exporter)));
    if (problems.isEmpty()) {
      OpenTelemetrySetup.problem().ifPresent(problems::add);
    }
    return problems;
  }

  /** Never shown: it may hold a password. */
  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      return address.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * Sends spans from now on, where an endpoint is configured; ask for {@link #problems} first.
   *
   * @param group the consumer group, which the spans name
   */
  public Tracing open(String group) {
    if (!on()) {
      return Tracing.NONE;
    }
    URI endpoint =
        ENDPOINTS.stream().flatMap(name -> value(name).stream()).map(URI::create).findFirst().get();
    LOG.atInfo()
        .addKeyValue("host", endpoint.getHost())
        .addKeyValue("port", endpoint.getPort())
        .log("tracing");
    return OpenTelemetrySetup.open(group);
  }
}
