package dev.imageclassifier.web.http.exchange;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads and discards the rest of a request body, up to a number of bytes and for at most five
 * seconds. If data remains after that, Jetty closes the connection.
 */
final class BodyDrain implements Runnable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Request request;
  private final Callback callback;
  private final Scheduler.Task timeout;
  private long remaining;
  private boolean finished;

  private BodyDrain(Exchange exchange, long maxBytes, Callback callback) {
    this.request = exchange.request();
    this.callback = callback;
    this.remaining = maxBytes;
    this.timeout = exchange.schedule(TIMEOUT, this::finish);
  }

  static void start(Exchange exchange, long maxBytes, Callback callback) {
    boolean expectsContinue = exchange.header(HttpHeader.EXPECT).isPresent();
    boolean tooLong = exchange.request().getLength() > maxBytes;
    if (expectsContinue || tooLong) {
      callback.succeeded(); // reading would ask the client to send the body
      return;
    }
    new BodyDrain(exchange, maxBytes, callback).run();
  }

  @Override
  public void run() {
    while (mayContinue()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      remaining -= chunk.remaining();
      boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk);
      chunk.release();
      if (last) {
        finish();
      }
    }
  }

  private synchronized boolean mayContinue() {
    if (!finished && remaining < 0) {
      finish();
    }
    return !finished;
  }

  private void finish() {
    synchronized (this) {
      if (finished) {
        return;
      }
      finished = true;
    }
    timeout.cancel();
    callback.succeeded();
  }
}
