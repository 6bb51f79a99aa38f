package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.TopicNames;
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
 * The OpenTelemetry variables ({@code OTEL_…}) or system properties ({@code otel.…}) that decide
 * whether spans are sent. Without an endpoint, no class of OpenTelemetry is loaded. Immutable.
 */
public final class OpenTelemetryVariables {
  private static final Logger LOG = LoggerFactory.getLogger(OpenTelemetryVariables.class);

  private static final List<String> ENDPOINTS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");
  private static final List<String> PROTOCOLS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL");
  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  private static final String DISABLED = "OTEL_SDK_DISABLED";
  static final String PROTOCOL = "http/protobuf";

  private final UnaryOperator<String> variables;

  /**
   * Reads variables from a function.
   *
   * @param variables returns the value of a variable; null if it is not set
   */
  OpenTelemetryVariables(UnaryOperator<String> variables) {
    this.variables = variables;
  }

  /** The variables of this process. A system property takes precedence over a variable. */
  public static OpenTelemetryVariables ofProcess() {
    return new OpenTelemetryVariables(
        name -> {
          String property = System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
          return property == null ? System.getenv(name) : property;
        });
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(variables.apply(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Whether spans are sent. */
  boolean isEnabled() {
    return ENDPOINTS.stream().anyMatch(name -> value(name).isPresent())
        && !value(DISABLED).orElse("").equalsIgnoreCase("true")
        && !value(EXPORTER).orElse("").equals("none");
  }

  /** The reasons why spans cannot be sent, one sentence each; empty if tracing is disabled. */
  public List<String> problems() {
    if (!isEnabled()) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    for (String name : ENDPOINTS) {
      if (value(name).filter(endpoint -> !isAddress(endpoint)).isPresent()) {
        problems.add(
            ("%s is not an http:// or https:// address: give the address of the collector, for"
                    + " example http://localhost:4318.")
                .formatted(name));
      }
    }
    for (String name : PROTOCOLS) {
      value(name)
          .filter(protocol -> !protocol.equals(PROTOCOL))
          .ifPresent(
              protocol ->
                  problems.add(
                      ("%s is '%s', but only %s is supported: remove the variable, and give the"
                              + " HTTP port of the collector, by default 4318.")
                          .formatted(name, protocol, PROTOCOL)));
    }
    value(EXPORTER)
        .filter(exporter -> !exporter.equals("otlp"))
        .ifPresent(
            exporter ->
                problems.add(
                    "%s is '%s': give otlp, or none to disable tracing."
                        .formatted(EXPORTER, exporter)));
    if (problems.isEmpty()) {
      OpenTelemetrySetup.problem().ifPresent(problems::add);
    }
    return problems;
  }

  // The endpoint may contain a password, so no message contains it.
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
   * Starts to send spans if an endpoint is configured. Check {@link #problems} first.
   *
   * @param group consumer group, an attribute of the spans
   * @param topics the topics of the pipeline
   */
  public Tracing open(String group, TopicNames topics) {
    if (!isEnabled()) {
      return Tracing.DISABLED;
    }
    URI endpoint =
        ENDPOINTS.stream().flatMap(name -> value(name).stream()).map(URI::create).findFirst().get();
    LOG.atInfo()
        .addKeyValue("host", endpoint.getHost())
        .addKeyValue("port", endpoint.getPort())
        .log("tracing enabled");
    return OpenTelemetrySetup.open(group, topics);
  }
}
