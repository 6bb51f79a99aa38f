package dev.imageclassifier.topology.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestImages;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.topology.command.RunCommand;
import dev.imageclassifier.topology.support.TestProcess;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spans of {@code run} as a process, with a real broker and a collector endpoint. */
final class TracingIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SENDER = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + SENDER + "-01";
  private static TestBroker broker;
  private static int applications;

  @TempDir Path directory;

  private final String images = "images-" + applications++;
  private final String labels = images + "-labels";
  private final String deadLetters = images + "-dead";

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private ChildProcess run(List<String> flags, Map<String, String> variables, String... more) {
    Map<String, String> environment = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", ""));
    environment.putAll(variables);
    List<String> arguments =
        new ArrayList<>(
            List.of("--bootstrap-server", broker.bootstrapServers(), "--application-id", images));
    arguments.addAll(List.of("--state-dir", directory.toString(), "--http-port", "-1"));
    arguments.addAll(List.of("--input-topic", images, "--output-topic", labels));
    arguments.addAll(List.of("--dead-letter-topic", deadLetters));
    arguments.addAll(List.of(more));
    return TestProcess.builder(directory, RunCommand.class, flags, environment)
        .arguments(arguments.toArray())
        .start(directory.resolve("run.log"));
  }

  private void publish(String key, byte[] value) throws Exception {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(images, 0, bytes(key), value);
    record.headers().add("traceparent", bytes(TRACEPARENT)).add("tracestate", bytes("a=b"));
    TestRecords.send(broker.bootstrapServers(), List.of(record));
  }

  @Test
  void sendsSpansAndContinuesWithoutTheCollector() throws Exception {
    SpanReceiver receiver = new SpanReceiver();
    try (ChildProcess child =
        run(
            List.of(),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
                "OTEL_EXPORTER_OTLP_HEADERS", "authorization=canary-4711",
                // A slow response succeeds; a rejected connection fails immediately.
                "OTEL_EXPORTER_OTLP_TIMEOUT", "60000",
                "OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true",
                "OTEL_BSP_SCHEDULE_DELAY", "50"),
            "--create-topics",
            "--partitions",
            "1")) {
      child.await("the log contains " + "started", () -> child.log().contains("started"));
      publish("image", TestImages.plain(0));
      publish("text", bytes("not an image"));
      child.await("seven spans", () -> receiver.spans().size() >= 7);
      Map<String, ConsumerRecord<byte[], byte[]>> outcomes = outcomes(2);

      assertTraced(receiver, outcomes);

      receiver.close();
      publish("another", TestImages.plain(0));
      assertEquals(3, outcomes(3).size());
      child.await(
          "the log contains " + "span export failed",
          () -> child.log().contains("span export failed"));
      child.terminate();
      assertTrue(child.log().contains("stopped records=3 results=2 dead_letters=1"), child.log());
      assertFalse(child.log().contains("\tat "), child.log());
      assertFalse(child.log().contains("io.opentelemetry"), child.log());
      assertFalse(child.log().contains("canary-4711"), child.log());
    } finally {
      receiver.close();
    }
  }

  private void assertTraced(
      SpanReceiver receiver, Map<String, ConsumerRecord<byte[], byte[]>> outcomes) {
    assertEquals("kafka-image-classifier", receiver.resource().get("service.name"));
    assertEquals(7, receiver.spans().size(), receiver.spans().toString());
    Map<String, Span> ofImage = childrenAtOffset(receiver, "0");
    assertEquals(
        List.of("decode", "predict", "process " + images, "write " + labels),
        ofImage.keySet().stream().sorted().toList());
    assertEquals(
        "1",
        SpanReceiver.values(ofImage.get("predict").getAttributesList())
            .get("image_classifier.batch.size"));
    Map<String, Span> ofText = childrenAtOffset(receiver, "1");
    assertEquals(
        List.of("decode", "process " + images, "write " + deadLetters),
        ofText.keySet().stream().sorted().toList());
    assertEquals(
        "not_an_image",
        SpanReceiver.values(ofText.get("process " + images).getAttributesList()).get("error.type"));

    String write =
        HexFormat.of().formatHex(ofImage.get("write " + labels).getSpanId().toByteArray());
    assertEquals("00-" + TRACE + "-" + write + "-01", header(outcomes.get("image"), "traceparent"));
    assertEquals("a=b", header(outcomes.get("image"), "tracestate"));
    assertEquals(TRACEPARENT, header(outcomes.get("text"), "traceparent"));
  }

  /** Returns the spans of a record by name; checks their trace and parent. */
  private Map<String, Span> childrenAtOffset(SpanReceiver receiver, String offset) {
    Span process =
        receiver.spans().stream()
            .filter(
                span ->
                    offset.equals(
                        SpanReceiver.values(span.getAttributesList())
                            .get("messaging.kafka.offset")))
            .findAny()
            .orElseThrow();
    assertEquals(SENDER, HexFormat.of().formatHex(process.getParentSpanId().toByteArray()));
    Map<String, Span> byName = new HashMap<>(Map.of(process.getName(), process));
    for (Span span : receiver.spans()) {
      assertEquals(TRACE, HexFormat.of().formatHex(span.getTraceId().toByteArray()));
      if (span.getParentSpanId().equals(process.getSpanId())) {
        byName.put(span.getName(), span);
        assertTrue(span.getStartTimeUnixNano() >= process.getStartTimeUnixNano(), span::toString);
        assertTrue(span.getEndTimeUnixNano() <= process.getEndTimeUnixNano(), span::toString);
      }
    }
    return byName;
  }

  @Test
  void loadsNoOpenTelemetryClassWithoutAnEndpoint() throws Exception {
    Path classes = directory.resolve("classes.log");
    try (ChildProcess child =
        run(
            List.of("-Xlog:class+load:file=" + classes),
            Map.of(),
            "--create-topics",
            "--partitions",
            "1")) {
      child.await("the log contains " + "started", () -> child.log().contains("started"));
      publish("image", TestImages.plain(0));
      publish("text", bytes("not an image"));
      Map<String, ConsumerRecord<byte[], byte[]>> outcomes = outcomes(2);
      child.terminate();

      assertEquals(TRACEPARENT, header(outcomes.get("image"), "traceparent"));
      assertEquals(TRACEPARENT, header(outcomes.get("text"), "traceparent"));
      try (Stream<String> lines = Files.lines(classes)) {
        List<String> loaded = lines.toList();
        assertTrue(
            loaded.stream().anyMatch(line -> line.contains(".tracing.OpenTelemetryVariables ")));
        assertEquals(
            List.of(),
            loaded.stream().filter(line -> line.contains(" io.opentelemetry.")).toList());
      }
    }
  }

  @Test
  void checkReportsInvalidVariablesWithOtherProblems() {
    try (ChildProcess child =
        run(
            List.of(),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
            "--check")) {
      assertEquals(1, child.awaitExit());
      assertTrue(child.log().contains("OTEL_EXPORTER_OTLP_PROTOCOL is 'grpc'"), child.log());
      assertTrue(child.log().contains("Topic '" + images + "' does not exist"), child.log());
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the outcomes by key. */
  private Map<String, ConsumerRecord<byte[], byte[]>> outcomes(int count) {
    Map<String, ConsumerRecord<byte[], byte[]>> outcomes = new HashMap<>();
    CommittedRecords.read(broker.bootstrapServers(), count, labels, deadLetters)
        .forEach(r -> outcomes.put(new String(r.key(), StandardCharsets.UTF_8), r));
    return outcomes;
  }
}
