package dev.imageclassifier.topology.trace;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.predict.StageListener.Stage;
import dev.imageclassifier.topology.classify.StageTime;
import dev.imageclassifier.topology.classify.Tracing;
import dev.imageclassifier.topology.in.Place;
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
 * One record's spans: {@code process}, and in it {@code read}, {@code predict} and {@code write}.
 * All of them are made when the outcome is known, with the times that were kept: the record may
 * have been read in the batch of another one, before its turn came.
 */
final class RecordSpans implements Tracing.Way {
  private final Tracer tracer;
  private final String group;
  private final Place place;
  private final long length;
  private final Headers headers;
  private final long begin = System.nanoTime();

  /** The system's clock minus {@link System#nanoTime}: one for all times of the record. */
  private final long epoch = now() - begin;

  private Span process;
  private Span write;

  RecordSpans(Tracer tracer, String group, Place place, long length, Headers headers) {
    this.tracer = tracer;
    this.group = group;
    this.place = place;
    this.length = length;
    this.headers = headers;
  }

  private static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public Headers labelled(List<StageTime> stages, String topic, Headers incoming) {
    Context context = open(stages);
    startWrite(topic, context);
    return TraceHeaders.with(context.with(write), incoming);
  }

  @Override
  public void rejected(List<StageTime> stages, String topic, DeadLetterReason reason) {
    Context context = open(stages);
    fail(reason.code());
    startWrite(topic, context);
  }

  @Override
  public void written() {
    end(write);
    end(process);
  }

  @Override
  public void givenBack(Throwable cause) {
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
            .spanBuilder("process " + place.topic())
            .setParent(parent)
            .setSpanKind(SpanKind.CONSUMER)
            .setStartTimestamp(epoch + start, TimeUnit.NANOSECONDS)
            .setAttribute(Names.SYSTEM, "kafka")
            .setAttribute(Names.OPERATION_NAME, "process")
            .setAttribute(Names.OPERATION_TYPE, "process")
            .setAttribute(Names.DESTINATION, place.topic())
            .setAttribute(Names.PARTITION, Integer.toString(place.partition()))
            .setAttribute(Names.OFFSET, place.offset())
            .setAttribute(Names.GROUP, group)
            .setAttribute(Names.BODY_SIZE, length)
            .startSpan();
    Context context = parent.with(process);
    stages.stream().filter(it -> it.stage() != Stage.PREPROCESS).forEach(it -> past(it, context));
    return context;
  }

  private void past(StageTime time, Context context) {
    Span span =
        tracer
            .spanBuilder(time.stage().name().toLowerCase(Locale.ROOT))
            .setParent(context)
            .setStartTimestamp(epoch + time.start(), TimeUnit.NANOSECONDS)
            .startSpan();
    if (time.stage() == Stage.PREDICT) {
      span.setAttribute(Names.BATCH_SIZE, (long) time.pictures());
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
            .setAttribute(Names.SYSTEM, "kafka")
            .setAttribute(Names.OPERATION_NAME, "write")
            .setAttribute(Names.OPERATION_TYPE, "send")
            .setAttribute(Names.DESTINATION, topic)
            .startSpan();
  }

  private void fail(String type) {
    process.setAttribute(Names.ERROR_TYPE, type).setStatus(StatusCode.ERROR);
  }

  private void end(Span span) {
    span.end(epoch + System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
