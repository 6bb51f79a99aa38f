package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.UploadedImage;
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
public final class BodyReader implements Runnable {
  public static final long DRAIN_EXTRA = 1024 * 1024;

  private final Exchange exchange;
  private final Request request;
  private final BodyParser sink;
  private final Limit budget;
  private final Duration patience;
  private final ObjLongConsumer<UploadedImage> then;
  private final Scheduler.Task deadline;
  private long total;
  private boolean ended;

  /**
   * A reader; {@link #run} starts it.
   *
   * @param then takes the picture, and gives back to the budget what it is told was taken
   */
  public BodyReader(
      Exchange exchange,
      BodyParser sink,
      Limit budget,
      Duration patience,
      ObjLongConsumer<UploadedImage> then) {
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
      } catch (ProblemException e) {
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

  private synchronized void take(Content.Chunk chunk) throws ProblemException {
    int length = chunk.remaining();
    if (ended) {
      return;
    }
    if (total + length > sink.maxBody()) {
      throw new ProblemException(Problem.tooLarge(sink.maxPicture()));
    }
    if (!budget.take(length)) {
      throw new ProblemException(Problem.tooManyRequests());
    }
    total += length;
    sink.accept(chunk.getByteBuffer(), chunk.isLast());
  }

  private void finish() {
    UploadedImage picture;
    try {
      picture = sink.picture(exchange.header("traceparent").filter(BodyReader::isTrace));
    } catch (ProblemException e) {
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
