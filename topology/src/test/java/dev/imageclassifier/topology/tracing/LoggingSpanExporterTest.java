package dev.imageclassifier.topology.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.ConnectException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LoggingSpanExporterTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(LoggingSpanExporter.class);
  private final Level before = log.getLevel();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private boolean collectorReachable;
  private long nanos;
  private final LoggingSpanExporter exporter =
      new LoggingSpanExporter(
          new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
              return collectorReachable
                  ? CompletableResultCode.ofSuccess()
                  : CompletableResultCode.ofExceptionalFailure(
                      new IllegalStateException(new ConnectException()));
            }

            @Override
            public CompletableResultCode flush() {
              return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
              return CompletableResultCode.ofSuccess();
            }
          },
          () -> nanos);

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.INFO);
    log.setAdditive(false);
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setAdditive(true);
    log.setLevel(before);
  }

  private void export(int spans) {
    exporter.export(Collections.nCopies(spans, null));
  }

  private List<String> logged() {
    return lines.list.stream()
        .map(line -> line.getLevel() + " " + line.getMessage() + " " + line.getKeyValuePairs())
        .toList();
  }

  @Test
  void logsFailuresOnceAMinuteAndTheFirstSuccess() {
    String lost =
        "WARN span export failed; classification continues"
            + " [error=\"ConnectException\", lost=\"%d\"]";
    export(3);
    export(4);
    nanos += LoggingSpanExporter.INTERVAL.toNanos() - 1;
    export(5);
    assertEquals(List.of(lost.formatted(3)), logged());

    nanos++;
    export(1);
    assertEquals(List.of(lost.formatted(3), lost.formatted(13)), logged());

    collectorReachable = true;
    export(1);
    export(1);
    assertEquals(3, logged().size(), logged().toString());
    assertEquals("INFO span export succeeded again [lost=\"13\"]", logged().get(2));
    lines.list.forEach(line -> assertNull(line.getThrowableProxy()));
  }
}
