package dev.imageclassifier.web.http;

import dev.imageclassifier.web.desk.Picture;
import java.time.Duration;
import java.util.function.ObjLongConsumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads one body into a sink, as it comes and without a thread that waits. It counts the bytes
 * itself, whatever Content-Length says; it takes them from a budget that all requests share; and it
 * gives up on clients that take too long.
 */
final class BodyReader implements Runnable {
  static final long DRAIN_EXTRA = 1024 * 1024;

  private final Exchange exchange;
  private final Request request;
  private final BodySink sink;
  private final Budget budget;
  private final Duration patience;
  private final ObjLongConsumer<Picture> then;
  private final Scheduler.Task deadline;
  private long total;
  private boolean ended;

  /**
   * A reader; {@link #run} starts it.
   *
   * @param then takes the picture, and gives back to the budget what it is told was taken
   */
  BodyReader(
      Exchange exchange,
      BodySink sink,
      Budget budget,
      Duration patience,
      ObjLongConsumer<Picture> then) {
    this.exchange = exchange;
    this.request = exchange.request();
    this.sink = sink;
    this.budget = budget;
    this.patience = patience;
    this.then = then;
    this.deadline = exchange.later(patience, this::tooSlow);
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        refuse(Problem.badRequest("The body ended before it was complete."));
        return;
      }
      boolean last = chunk.isLast();
      try {
        take(chunk);
      } catch (BodySink.Refusal e) {
        refuse(e.problem());
        return;
      } finally {
        chunk.release();
      }
      if (last) {
        finish();
        return;
      }
    }
  }

  private synchronized void take(Content.Chunk chunk) throws BodySink.Refusal {
    int length = chunk.remaining();
    if (ended) {
      return;
    }
    if (total + length > sink.maxBody()) {
      throw new BodySink.Refusal(Problem.tooLarge(sink.maxPicture()));
    }
    if (!budget.take(length)) {
      throw new BodySink.Refusal(Problem.tooManyRequests());
    }
    total += length;
    sink.accept(chunk.getByteBuffer(), chunk.isLast());
  }

  private void finish() {
    Picture picture;
    try {
      picture = sink.picture(exchange.header("traceparent").filter(BodyReader::isTrace));
    } catch (BodySink.Refusal e) {
      refuse(e.problem());
      return;
    }
    if (end()) {
      then.accept(picture, total);
    }
  }

  private void refuse(Problem problem) {
    if (end()) {
      budget.giveBack(total);
      exchange.refuse(problem, sink.maxBody() + DRAIN_EXTRA);
    }
  }

  private void tooSlow() {
    if (end()) {
      budget.giveBack(total);
      exchange.setHeader("Connection", "close");
      exchange.problem(Problem.tooSlow(patience.toSeconds()));
    }
  }

  /** Whether this call is the one that ends the reading. */
  private synchronized boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    deadline.cancel();
    return true;
  }

  private static boolean isTrace(String header) {
    return header.length() <= 100 && header.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
