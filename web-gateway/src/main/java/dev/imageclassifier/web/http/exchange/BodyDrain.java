package dev.imageclassifier.web.http.exchange;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads the rest of a body and throws it away, so many bytes and so long at most. What is left
 * after that costs the connection.
 */
public final class BodyDrain implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Request request;
  private final Callback callback;
  private final Scheduler.Task end;
  private long left;
  private boolean ended;

  private BodyDrain(Exchange exchange, long most, Callback callback) {
    this.request = exchange.request();
    this.callback = callback;
    this.left = most;
    this.end = exchange.later(PATIENCE, this::end);
  }

  public static void start(Exchange exchange, long most, Callback callback) {
    boolean asksFirst = exchange.header(HttpHeader.EXPECT).isPresent();
    boolean endless = exchange.request().getLength() > most;
    if (asksFirst || endless) {
      callback.succeeded(); // reading would ask the client to send
      return;
    }
    new BodyDrain(exchange, most, callback).run();
  }

  @Override
  public void run() {
    while (proceed()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      left -= chunk.remaining();
      boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk);
      chunk.release();
      if (last) {
        end();
      }
    }
  }

  private synchronized boolean proceed() {
    if (!ended && left < 0) {
      end();
    }
    return !ended;
  }

  private void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    end.cancel();
    callback.succeeded();
  }
}
