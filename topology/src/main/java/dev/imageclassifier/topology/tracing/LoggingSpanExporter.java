package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.error.ErrorText;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failed exports at most once a minute, and the first successful export after them.
 * Thread-safe.
 */
final class LoggingSpanExporter implements SpanExporter {
  static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(LoggingSpanExporter.class);

  private final SpanExporter exporter;
  private final LongSupplier nanoTime;
  private long lost;
  private boolean failing;
  private long lastLog;

  LoggingSpanExporter(SpanExporter exporter) {
    this(exporter, System::nanoTime);
  }

  LoggingSpanExporter(SpanExporter exporter, LongSupplier nanoTime) {
    this.exporter = exporter;
    this.nanoTime = nanoTime;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size();
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> log(result, count));
  }

  private synchronized void log(CompletableResultCode result, int spans) {
    if (result.isSuccess()) {
      if (failing) {
        LOG.atInfo().addKeyValue("lost", lost).log("span export succeeded again");
      }
      failing = false;
      lost = 0;
      return;
    }
    lost += spans;
    long now = nanoTime.getAsLong();
    if (!failing || now - lastLog >= INTERVAL.toNanos()) {
      lastLog = now;
      LOG.atWarn()
          .addKeyValue("error", error(result.getFailureThrowable()))
          .addKeyValue("lost", lost)
          .log("span export failed; classification continues");
    }
    failing = true;
  }

  // Only an internal class of the exporter has the HTTP status.
  private static String error(Throwable failure) {
    if (failure instanceof HttpExportException http && http.failedWithResponse()) {
      return "HTTP " + http.getResponse().getStatusCode();
    }
    return failure == null
        ? "unknown"
        : ErrorText.printable(ErrorText.reason(ErrorText.rootCause(failure)));
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
