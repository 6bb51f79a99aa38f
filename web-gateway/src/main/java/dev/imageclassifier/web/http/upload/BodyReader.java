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
 * Reads one request body without blocking a thread. Counts the received bytes and does not rely on
 * Content-Length, acquires them from a limit that all requests share, and rejects the request if
 * the body takes longer than the timeout.
 */
final class BodyReader implements Runnable {
  private static final int MAX_TRACEPARENT_LENGTH = 100;

  private final Exchange exchange;
  private final Request request;
  private final BodyParser parser;
  private final CapacityLimit bufferedBytes;
  private final Duration timeout;
  private final ObjLongConsumer<UploadedImage> onImage;
  private final Scheduler.Task timeoutTask;
  private long received;
  private boolean finished;

  /**
   * Creates a reader and starts its timeout. {@link #run} starts reading.
   *
   * @param onImage receives the image and the number of bytes that it must release from {@code
   *     bufferedBytes}
   */
  BodyReader(
      Exchange exchange,
      BodyParser parser,
      CapacityLimit bufferedBytes,
      Duration timeout,
      ObjLongConsumer<UploadedImage> onImage) {
    this.exchange = exchange;
    this.request = exchange.request();
    this.parser = parser;
    this.bufferedBytes = bufferedBytes;
    this.timeout = timeout;
    this.onImage = onImage;
    this.timeoutTask = exchange.schedule(timeout, this::onTimeout);
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
        reject(Problem.badRequest("The body ended before it was complete."));
        return;
      }
      boolean last = chunk.isLast();
      try {
        accept(chunk);
      } catch (ProblemException e) {
        reject(e.problem());
        return;
      } finally {
        chunk.release();
      }
      if (last) {
        complete();
        return;
      }
    }
  }

  private synchronized void accept(Content.Chunk chunk) throws ProblemException {
    int length = chunk.remaining();
    if (finished) {
      return;
    }
    if (received + length > parser.maxBodyBytes()) {
      throw new ProblemException(Problem.imageTooLarge(parser.maxImageBytes()));
    }
    if (!bufferedBytes.tryAcquire(length)) {
      throw new ProblemException(Problem.busy());
    }
    received += length;
    parser.parse(chunk.getByteBuffer(), chunk.isLast());
  }

  private void complete() {
    UploadedImage image;
    try {
      image = parser.image(exchange.header("traceparent").filter(BodyReader::isTraceparent));
    } catch (ProblemException e) {
      reject(e.problem());
      return;
    }
    if (finish()) {
      onImage.accept(image, received);
    }
  }

  private void reject(Problem problem) {
    if (finish()) {
      bufferedBytes.release(received);
      exchange.reject(problem);
    }
  }

  private void onTimeout() {
    if (finish()) {
      bufferedBytes.release(received);
      exchange.setHeader("Connection", "close");
      exchange.respond(Problem.bodyTimeout(timeout.toSeconds()));
    }
  }

  /** Ends reading. Returns false if it had already ended. */
  private synchronized boolean finish() {
    if (finished) {
      return false;
    }
    finished = true;
    timeoutTask.cancel();
    return true;
  }

  private static boolean isTraceparent(String header) {
    return header.length() <= MAX_TRACEPARENT_LENGTH
        && header.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
