package dev.imageclassifier.web.http.exchange;

import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One request and its one answer: of several that are given, from whatever thread, the first is
 * sent.
 */
public final class Exchange {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final GatewayMetrics metrics;
  private final long start = System.nanoTime();
  private final Queue<Runnable> atEnd = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile String place = GatewayMetrics.NOWHERE;

  public Exchange(Request request, Response response, Callback callback, GatewayMetrics metrics) {
    this.request = request;
    this.response = response;
    this.callback = Callback.from(callback, this::end);
    this.metrics = metrics;
  }

  /** One of the few addresses that there are, for the metrics. */
  public void leadsTo(String address) {
    place = address;
  }

  /**
   * Runs {@code task} once: before the answer goes out, so that who has it finds room for the next
   * picture, or when all is over, however it ended.
   */
  public void onEnd(Runnable task) {
    atEnd.add(task);
  }

  /** From here on, silence on the connection is no reason to end it. */
  public void mayTakeLong() {
    request.addIdleTimeoutListener(silence -> false);
  }

  private void end() {
    for (Runnable task = atEnd.poll(); task != null; task = atEnd.poll()) {
      task.run();
    }
  }

  public Request request() {
    return request;
  }

  public String method() {
    return request.getMethod();
  }

  public String path() {
    return Request.getPathInContext(request);
  }

  public Optional<String> header(HttpHeader name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  public void setHeader(String name, String value) {
    response.getHeaders().put(name, value);
  }

  public Executor executor() {
    return request.getComponents().getExecutor();
  }

  /** Runs {@code task} later, unless it is cancelled. */
  public Scheduler.Task later(Duration delay, Runnable task) {
    return request
        .getComponents()
        .getScheduler()
        .schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Answers with a body. */
  public void answer(int status, String contentType, byte[] body) {
    if (answered.compareAndSet(false, true)) {
      succeeded(status);
      end();
      write(status, contentType, body, callback);
    }
  }

  /** Answers with JSON that is nobody's business but the caller's. */
  public void json(int status, byte[] body) {
    answer(status, "application/json", body);
  }

  /** Answers that it did not work. The whole body was read, or there was none. */
  public void problem(Problem problem) {
    if (answered.compareAndSet(false, true)) {
      end();
      write(problem, callback);
    }
  }

  /**
   * Answers that it did not work, before the body was read to its end. The rest is read and thrown
   * away, within bounds: many clients look for the answer only when they have sent all.
   */
  public void refuse(Problem problem, long drain) {
    if (answered.compareAndSet(false, true)) {
      write(problem, Callback.from(() -> BodyDrain.start(this, drain, callback), callback::failed));
    }
  }

  /** Takes the answer over, for one that does not end soon; false when there was one already. */
  public Optional<Content.Sink> stream(int status, String contentType) {
    if (!answered.compareAndSet(false, true)) {
      return Optional.empty();
    }
    succeeded(status);
    head(status, contentType);
    return Optional.of(response);
  }

  public Callback callback() {
    return callback;
  }

  private void succeeded(int status) {
    metrics.succeeded(place, status, System.nanoTime() - start);
  }

  private void write(Problem problem, Callback done) {
    metrics.failed(
        place, problem.status(), problem.code(), problem.reason(), System.nanoTime() - start);
    if (problem.isPassing()) {
      setHeader("Retry-After", "1");
    }
    if (problem.status() == 401) {
      setHeader("WWW-Authenticate", "Bearer");
    }
    write(problem.status(), "application/problem+json", Json.bytes(problem), done);
  }

  private void write(int status, String contentType, byte[] body, Callback done) {
    head(status, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean head = method().equals("HEAD");
    response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), done);
  }

  private void head(int status, String contentType) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    if (!response.getHeaders().contains(HttpHeader.CACHE_CONTROL)) {
      setHeader("Cache-Control", "no-store");
    }
  }
}
