package dev.imageclassifier.topology.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.TopicNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenTelemetryVariablesTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private static OpenTelemetryVariables settings(Map<String, String> variables) {
    return new OpenTelemetryVariables(variables::get);
  }

  @Test
  void isDisabledWithoutAnEndpoint() {
    OpenTelemetryVariables nothing =
        settings(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", ENDPOINT, " "));

    assertEquals(List.of(), nothing.problems());
    assertSame(Tracing.DISABLED, nothing.open("group", TopicNames.DEFAULTS));
  }

  @Test
  void isEnabledByEitherEndpoint() {
    assertTrue(settings(Map.of(ENDPOINT, "http://localhost:4318")).isEnabled());
    assertTrue(
        settings(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://x/v1/traces")).isEnabled());
  }

  @ParameterizedTest
  @CsvSource({"OTEL_SDK_DISABLED,true", "OTEL_SDK_DISABLED,TRUE", "OTEL_TRACES_EXPORTER,none"})
  void canBeDisabledDespiteAnEndpoint(String name, String value) {
    assertFalse(settings(Map.of(ENDPOINT, "http://localhost:4318", name, value)).isEnabled());
  }

  @ParameterizedTest
  @CsvSource({"localhost:4318", "ftp://localhost", "http://", "http://user:geheim@lo cal"})
  void rejectsAnInvalidEndpointWithoutPrintingIt(String endpoint) {
    List<String> problems = settings(Map.of(ENDPOINT, endpoint)).problems();

    assertEquals(
        List.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT is not an http:// or https:// address: give the address of"
                + " the collector, for example http://localhost:4318."),
        problems);
  }

  @Test
  void reportsAllProblems() {
    List<String> problems =
        settings(
                Map.of(
                    ENDPOINT,
                    "nowhere",
                    "OTEL_EXPORTER_OTLP_PROTOCOL",
                    "grpc",
                    "OTEL_TRACES_EXPORTER",
                    "zipkin"))
            .problems();

    assertEquals(3, problems.size(), problems.toString());
    assertTrue(problems.get(1).contains("'grpc'"), problems.toString());
    assertTrue(problems.get(2).contains("'zipkin'"), problems.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "otel.bsp.max.queue.size, many, OTEL_BSP_MAX_QUEUE_SIZE=many. Must be a integer; correct them",
    "otel.exporter.otlp.headers, zqheim, Invalid map property: OTEL_EXPORTER_OTLP_HEADERS;",
    "otel.exporter.otlp.headers, a=%zqheim, in OTEL_EXPORTER_OTLP_HEADERS or"
  })
  void reportsProblemsOfTheSdkWithTheVariableName(String name, String value, String expected) {
    System.setProperty("otel.exporter.otlp.endpoint", "http://localhost:4318");
    System.setProperty(name, value);
    try {
      List<String> problems = OpenTelemetryVariables.ofProcess().problems();

      assertEquals(1, problems.size(), problems.toString());
      assertTrue(problems.get(0).contains(expected), problems.toString());
      assertFalse(problems.get(0).contains("zq"), "a part of the secret: " + problems);
    } finally {
      System.clearProperty("otel.exporter.otlp.endpoint");
      System.clearProperty(name);
    }
  }
}
