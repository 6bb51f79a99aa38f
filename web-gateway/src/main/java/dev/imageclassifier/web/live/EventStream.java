package dev.imageclassifier.web.live;

import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.exchange.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/**
 * One open response of {@code GET /events}. Writes one event at a time and queues the others. If
 * the client reads too slowly and the queue is full, the stream ends; the page reconnects.
 * Thread-safe.
 */
final class EventStream implements Consumer<LiveEvent> {
  private static final int QUEUE_CAPACITY = 200;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Exchange exchange;
  private final Content.Sink sink;
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private boolean writing;
  private boolean ended;

  EventStream(Exchange exchange, Content.Sink sink) {
    this.exchange = exchange;
    this.sink = sink;
  }

  @Override
  public void accept(LiveEvent event) {
    send("outcome", event);
  }

  /** Sends an event with JSON data. */
  void send(String event, Object data) {
    // the JSON has no line breaks, so one data line is enough
    String text = new String(Json.bytes(data), StandardCharsets.UTF_8);
    enqueue("event: %s\ndata: %s\n\n".formatted(event, text).getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a comment at regular intervals, so that a broken connection is detected. */
  void startHeartbeat() {
    synchronized (this) {
      if (ended) {
        return;
      }
    }
    enqueue(COMMENT);
    var unused = exchange.schedule(HEARTBEAT, this::startHeartbeat);
  }

  void close() {
    end(null);
  }

  private void enqueue(byte[] bytes) {
    Runnable next;
    synchronized (this) {
      if (ended) {
        return;
      }
      if (queue.size() == QUEUE_CAPACITY) {
        next = () -> end(new IllegalStateException("The client reads too slowly."));
      } else {
        queue.addLast(bytes);
        if (writing) {
          return;
        }
        writing = true;
        next = this::writeNext;
      }
    }
    // on another thread, because the caller may hold locks
    exchange.executor().execute(next);
  }

  private void writeNext() {
    byte[] next;
    synchronized (this) {
      next = ended ? null : queue.pollFirst();
      writing = next != null;
    }
    if (next != null) {
      sink.write(
          false,
          ByteBuffer.wrap(next),
          Callback.from(() -> exchange.executor().execute(this::writeNext), this::end));
    }
  }

  private void end(Throwable failure) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      queue.clear();
    }
    if (failure == null) {
      exchange.callback().succeeded();
    } else {
      exchange.callback().failed(failure);
    }
  }
}
