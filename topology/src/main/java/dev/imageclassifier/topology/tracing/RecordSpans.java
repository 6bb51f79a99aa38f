package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.runtime.predict.StageListener.Stage;
import dev.imageclassifier.topology.batch.StageTime;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;

/**
 * The spans of one record: {@code process}, which contains {@code read}, {@code predict} and {@code
 * write}. They are created with recorded times when the outcome is known, because the record may
 * have been read earlier, in the batch of another record.
 */
final class RecordSpans implements RecordTrace {
  private final Tracer tracer;
  private final SpanTracing tracing;
  private final RecordPosition position;
  private final long length;
  private final Headers headers;
  private final long begin = System.nanoTime();

  /** The system clock minus {@link System#nanoTime}; all spans of the record share this value. */
  private final long epoch = now() - begin;

  private Span process;
  private Span write;

  RecordSpans(SpanTracing tracing, RecordPosition position, long length, Headers headers) {
    this.tracing = tracing;
    this.tracer = tracing.tracer();
    this.position = position;
    this.length = length;
    this.headers = headers;
  }

  private static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public Headers resultHeaders(List<StageTime> stages, Headers incoming) {
    Context context = open(stages);
    startWrite(tracing.topics().labels(), context);
    return TraceHeaders.with(context.with(write), incoming);
  }

  @Override
  public void startDeadLetter(List<StageTime> stages, DeadLetterReason reason) {
    Context context = open(stages);
    fail(reason.code());
    startWrite(tracing.topics().deadLetters(), context);
  }

  @Override
  public void forwarded() {
    end(write);
    end(process);
  }

  @Override
  public void abandoned(Throwable cause) {
    if (process == null) {
      open(List.of());
    }
    fail(cause.getClass().getName());
    if (write != null) {
      end(write.setStatus(StatusCode.ERROR));
    }
    end(process);
  }

  private Context open(List<StageTime> stages) {
    Context parent = TraceHeaders.read(headers);
    long start = stages.stream().mapToLong(StageTime::start).reduce(begin, Math::min);
    process =
        tracer
            .spanBuilder("process " + position.topic())
            .setParent(parent)
            .setSpanKind(SpanKind.CONSUMER)
            .setStartTimestamp(epoch + start, TimeUnit.NANOSECONDS)
            .setAttribute(SpanAttributes.SYSTEM, "kafka")
            .setAttribute(SpanAttributes.OPERATION_NAME, "process")
            .setAttribute(SpanAttributes.OPERATION_TYPE, "process")
            .setAttribute(SpanAttributes.DESTINATION, position.topic())
            .setAttribute(SpanAttributes.PARTITION, Integer.toString(position.partition()))
            .setAttribute(SpanAttributes.OFFSET, position.offset())
            .setAttribute(SpanAttributes.GROUP, tracing.group())
            .setAttribute(SpanAttributes.BODY_SIZE, length)
            .startSpan();
    Context context = parent.with(process);
    stages.stream()
        .filter(it -> it.stage() != Stage.PREPROCESS)
        .forEach(it -> addStage(it, context));
    return context;
  }

  private void addStage(StageTime time, Context context) {
    Span span =
        tracer
            .spanBuilder(time.stage().name().toLowerCase(Locale.ROOT))
            .setParent(context)
            .setStartTimestamp(epoch + time.start(), TimeUnit.NANOSECONDS)
            .startSpan();
    if (time.stage() == Stage.PREDICT) {
      span.setAttribute(SpanAttributes.BATCH_SIZE, (long) time.images());
    }
    span.end(epoch + time.end(), TimeUnit.NANOSECONDS);
  }

  private void startWrite(String topic, Context context) {
    write =
        tracer
            .spanBuilder("write " + topic)
            .setParent(context)
            .setSpanKind(SpanKind.PRODUCER)
            .setStartTimestamp(epoch + System.nanoTime(), TimeUnit.NANOSECONDS)
            .setAttribute(SpanAttributes.SYSTEM, "kafka")
            .setAttribute(SpanAttributes.OPERATION_NAME, "write")
            .setAttribute(SpanAttributes.OPERATION_TYPE, "send")
            .setAttribute(SpanAttributes.DESTINATION, topic)
            .startSpan();
  }

  private void fail(String type) {
    process.setAttribute(SpanAttributes.ERROR_TYPE, type).setStatus(StatusCode.ERROR);
  }

  private void end(Span span) {
    span.end(epoch + System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
