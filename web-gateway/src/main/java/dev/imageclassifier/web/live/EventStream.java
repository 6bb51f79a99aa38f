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
 * One reader of events. Writes one at a time; a reader who lets too many pile up is left behind,
 * and comes back by itself. Thread-safe.
 */
public final class EventStream implements Consumer<LiveEvent> {
  private static final int MOST_WAITING = 200;
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Exchange exchange;
  private final Content.Sink sink;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private boolean writing;
  private boolean ended;

  public EventStream(Exchange exchange, Content.Sink sink) {
    this.exchange = exchange;
    this.sink = sink;
  }

  @Override
  public void accept(LiveEvent event) {
    send("outcome", event);
  }

  /** Sends an event; its data is one line, since JSON has no line breaks of its own. */
  public void send(String event, Object data) {
    byte[] json = Json.bytes(data);
    byte[] head = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer all = ByteBuffer.allocate(head.length + json.length + 2);
    enqueue(all.put(head).put(json).put((byte) '\n').put((byte) '\n').array());
  }

  /** Sends something now and then, so that dead connections are noticed. */
  public void beat() {
    synchronized (this) {
      if (ended) {
        return;
      }
    }
    enqueue(COMMENT);
    var unused = exchange.later(BEAT, this::beat);
  }

  public void close() {
    end(null);
  }

  private void enqueue(byte[] bytes) {
    boolean start;
    synchronized (this) {
      if (ended) {
        return;
      }
      if (waiting.size() < MOST_WAITING) {
        waiting.addLast(bytes);
        start = !writing;
        writing = true;
      } else {
        start = false;
        waiting.clear();
        exchange.executor().execute(() -> end(new IllegalStateException("reader too slow")));
      }
    }
    if (start) {
      exchange.executor().execute(this::writeNext);
    }
  }

  private void writeNext() {
    byte[] next;
    synchronized (this) {
      next = ended ? null : waiting.pollFirst();
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
      waiting.clear();
    }
    if (failure == null) {
      exchange.callback().succeeded();
    } else {
      exchange.callback().failed(failure);
    }
  }
}
