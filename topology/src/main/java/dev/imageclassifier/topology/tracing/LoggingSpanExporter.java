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
 * Says in one line, at most once a minute, that spans could not be sent, and once that they are
 * sent again. Thread-safe.
 */
public final class LoggingSpanExporter implements SpanExporter {
  static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(LoggingSpanExporter.class);

  private final SpanExporter exporter;
  private final LongSupplier nanoTime;
  private long lost;
  private boolean away;
  private long told;

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
    return result.whenComplete(() -> tell(result, count));
  }

  private synchronized void tell(CompletableResultCode result, int spans) {
    if (result.isSuccess()) {
      if (away) {
        LOG.atInfo().addKeyValue("lost", lost).log("spans are sent again");
      }
      away = false;
      lost = 0;
      return;
    }
    lost += spans;
    long now = nanoTime.getAsLong();
    if (!away || now - told >= INTERVAL.toNanos()) {
      told = now;
      LOG.atWarn()
          .addKeyValue("why", why(result.getFailureThrowable()))
          .addKeyValue("lost", lost)
          .log("spans could not be sent to the OpenTelemetry endpoint; classification goes on");
    }
    away = true;
  }

  /** The status is to be had from a class of the exporter's own only. */
  private static String why(Throwable failure) {
    if (failure instanceof HttpExportException http && http.failedWithResponse()) {
      return "HTTP " + http.getResponse().getStatusCode();
    }
    return failure == null
        ? "refused"
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
