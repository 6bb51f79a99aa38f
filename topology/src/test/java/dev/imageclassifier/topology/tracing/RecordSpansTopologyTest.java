package dev.imageclassifier.topology.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.topology.support.TopologyDriver;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spans of the real topology, collected in a list. */
final class RecordSpansTopologyTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SENDER = "b7ad6b7169203331";

  @TempDir Path directory;

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private SpanTracing tracing;
  private TopologyDriver topology;
  private TestInputTopic<byte[], byte[]> images;
  private TestOutputTopic<byte[], ClassificationResult> labels;
  private TestOutputTopic<byte[], byte[]> deadLetters;

  @BeforeEach
  void start() {
    tracing =
        new SpanTracing(
            OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exported))
                        .build())
                .build(),
            "group",
            TopologyDriver.TOPICS);
    topology = new TopologyDriver(directory, tracing);
    images = topology.images();
    labels = topology.labels();
    deadLetters = topology.deadLetters();
  }

  @AfterEach
  void stop() {
    topology.close();
    tracing.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static TestRecord<byte[], byte[]> record(String value, String... headers) {
    RecordHeaders all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], bytes(headers[i + 1]));
    }
    return new TestRecord<>(bytes("key"), bytes(value), all);
  }

  private static String traceparent(String flags) {
    return "00-" + TRACE + "-" + SENDER + "-" + flags;
  }

  private List<SpanData> spans(String name) {
    return exported.getFinishedSpanItems().stream().filter(s -> s.getName().equals(name)).toList();
  }

  private SpanData span(String name) {
    List<SpanData> found = spans(name);
    assertEquals(1, found.size(), () -> name + " in " + exported.getFinishedSpanItems());
    return found.get(0);
  }

  private static String only(Headers headers, String name) {
    List<String> values = new ArrayList<>();
    for (Header header : headers.headers(name)) {
      values.add(new String(header.value(), StandardCharsets.UTF_8));
    }
    assertEquals(1, values.size(), values::toString);
    return values.get(0);
  }

  @Test
  void continuesTheTraceOfTheSenderInAResult() {
    images.pipeInput(
        record("image", "traceparent", traceparent("01"), "tracestate", "a=b", "mine", "kept"));

    SpanData process = span("process in");
    assertEquals(TRACE, process.getTraceId());
    assertEquals(SENDER, process.getParentSpanId());
    assertEquals(SpanKind.CONSUMER, process.getKind());
    assertEquals(StatusCode.UNSET, process.getStatus().getStatusCode());
    assertEquals(
        Attributes.builder()
            .put("messaging.system", "kafka")
            .put("messaging.operation.name", "process")
            .put("messaging.operation.type", "process")
            .put("messaging.destination.name", "in")
            .put("messaging.destination.partition.id", "0")
            .put("messaging.kafka.offset", 0L)
            .put("messaging.consumer.group.name", "group")
            .put("messaging.message.body.size", 5L)
            .build()
            .asMap(),
        process.getAttributes().asMap());
    SpanData write = span("write out");
    assertEquals(SpanKind.PRODUCER, write.getKind());
    for (SpanData child : List.of(span("decode"), span("predict"), write)) {
      assertEquals(TRACE, child.getTraceId());
      assertEquals(process.getSpanId(), child.getParentSpanId());
    }
    assertEquals(4, exported.getFinishedSpanItems().size());

    Headers out = labels.readRecord().headers();
    assertEquals("00-" + TRACE + "-" + write.getSpanId() + "-01", only(out, "traceparent"));
    assertEquals("a=b", only(out, "tracestate"));
    assertEquals("kept", only(out, "mine"));
  }

  @Test
  void marksADeadLetterAsErrorAndKeepsItsHeaders() {
    images.pipeInput(record("bad", "traceparent", traceparent("01"), "tracestate", "a=b"));

    SpanData process = span("process in");
    assertEquals(StatusCode.ERROR, process.getStatus().getStatusCode());
    assertEquals("corrupt", process.getAttributes().get(SpanAttributes.ERROR_TYPE));
    assertEquals(process.getSpanId(), span("write dead").getParentSpanId());
    TestRecord<byte[], byte[]> out = deadLetters.readRecord();
    assertEquals(traceparent("01"), only(out.headers(), "traceparent"));
    assertEquals("a=b", only(out.headers(), "tracestate"));
  }

  @Test
  void startsATraceForARecordWithoutOne() {
    images.pipeInput(record("image"));
    images.pipeInput(record("bad"));

    assertEquals(SpanId.getInvalid(), spans("process in").get(0).getParentSpanId());
    SpanData write = span("write out");
    String out = only(labels.readRecord().headers(), "traceparent");
    assertTrue(out.startsWith("00-" + write.getTraceId() + "-" + write.getSpanId() + "-"), out);
    assertNull(deadLetters.readRecord().headers().lastHeader("traceparent"));
  }

  @Test
  void replacesAnInvalidTraceInAResultOnly() {
    images.pipeInput(record("image", "traceparent", "00-trace", "tracestate", "a=b"));
    images.pipeInput(record("bad", "traceparent", "00-trace"));

    assertEquals(SpanId.getInvalid(), spans("process in").get(0).getParentSpanId());
    Headers out = labels.readRecord().headers();
    assertTrue(only(out, "traceparent").startsWith("00-" + span("write out").getTraceId()));
    assertNull(out.lastHeader("tracestate"), "it belongs to the invalid trace");
    assertEquals("00-trace", only(deadLetters.readRecord().headers(), "traceparent"));
  }

  @Test
  void doesNotExportATraceThatTheSenderDoesNotSample() {
    images.pipeInput(record("image", "traceparent", traceparent("00")));

    assertEquals(List.of(), exported.getFinishedSpanItems());
    String out = only(labels.readRecord().headers(), "traceparent");
    assertTrue(out.startsWith("00-" + TRACE + "-") && out.endsWith("-00"), out);
    assertNotEquals(traceparent("00"), out);
  }

  @Test
  void usesTheTimesOfTheBatchThatReadTheRecord() {
    List<byte[]> values = List.of(bytes("first"), bytes("second"), bytes("third"));
    List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
    for (int offset = 0; offset < values.size(); offset++) {
      polled.add(new ConsumerRecord<>("in", 0, offset, null, values.get(offset)));
    }
    topology
        .batchers()
        .onPoll(
            new ConsumerRecords<>(Map.of(new TopicPartition("in", 0), polled), Map.of()), false);
    values.forEach(value -> images.pipeInput(new TestRecord<>(null, value)));

    List<SpanData> predicts = spans("predict");
    assertEquals(3, predicts.size());
    for (SpanData predict : predicts) {
      assertEquals(3, predict.getAttributes().get(SpanAttributes.BATCH_SIZE));
    }
    List<SpanData> processes = spans("process in");
    for (SpanData span : exported.getFinishedSpanItems()) {
      SpanData process =
          processes.stream().filter(p -> p.getTraceId().equals(span.getTraceId())).findAny().get();
      assertTrue(process.getStartEpochNanos() <= span.getStartEpochNanos(), span::toString);
      assertTrue(span.getEndEpochNanos() <= process.getEndEpochNanos(), span::toString);
    }
    assertTrue(
        processes.get(2).getStartEpochNanos() < processes.get(0).getEndEpochNanos(),
        "the third was read before the first was written");
  }

  @Test
  void namesTheExceptionOfAnAbandonedRecord() {
    TestRecord<byte[], byte[]> record = record("error");

    assertThrows(Throwable.class, () -> images.pipeInput(record));

    SpanData process = span("process in");
    assertEquals(
        "java.lang.OutOfMemoryError", process.getAttributes().get(SpanAttributes.ERROR_TYPE));
    assertEquals(StatusCode.ERROR, process.getStatus().getStatusCode());
    assertEquals(List.of(process), exported.getFinishedSpanItems());
  }
}
