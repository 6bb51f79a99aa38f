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
 * One request and its response. Any thread may respond; only the first response is sent.
 * Thread-safe.
 */
public final class Exchange {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final GatewayMetrics metrics;
  private final long maxDrainBytes;
  private final long start = System.nanoTime();
  private final Queue<Runnable> endTasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean responded = new AtomicBoolean();
  private volatile String path = GatewayMetrics.OTHER_PATH;

  /**
   * Wraps a request of Jetty.
   *
   * @param maxDrainBytes how much of a rejected body to read before the connection is closed
   */
  public Exchange(
      Request request,
      Response response,
      Callback callback,
      GatewayMetrics metrics,
      long maxDrainBytes) {
    this.request = request;
    this.response = response;
    this.callback = Callback.from(callback, this::end);
    this.metrics = metrics;
    this.maxDrainBytes = maxDrainBytes;
  }

  /** Sets the {@code path} label in the metrics. Must not be text from the client. */
  public void setMetricsPath(String label) {
    path = label;
  }

  /**
   * Runs {@code task} once, before the response is sent or when the exchange ends without a
   * response. A client that has its response can therefore send the next image.
   */
  public void onEnd(Runnable task) {
    endTasks.add(task);
  }

  private void end() {
    for (Runnable task = endTasks.poll(); task != null; task = endTasks.poll()) {
      task.run();
    }
  }

  /** Keeps the connection open while no data is exchanged. */
  public void disableIdleTimeout() {
    request.addIdleTimeoutListener(timeout -> false);
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

  /** Sets a response header. */
  public void setHeader(String name, String value) {
    response.getHeaders().put(name, value);
  }

  public Executor executor() {
    return request.getComponents().getExecutor();
  }

  /** Runs {@code task} after {@code delay}, unless it is cancelled before. */
  public Scheduler.Task schedule(Duration delay, Runnable task) {
    return request
        .getComponents()
        .getScheduler()
        .schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Responds with this body. */
  public void respond(int status, String contentType, byte[] body) {
    if (responded.compareAndSet(false, true)) {
      recordSuccess(status);
      end();
      write(status, contentType, body, callback);
    }
  }

  /** Responds with JSON. */
  public void respondJson(int status, byte[] body) {
    respond(status, "application/json", body);
  }

  /** Responds with a problem. The body was read, or there is none. */
  public void respond(Problem problem) {
    if (responded.compareAndSet(false, true)) {
      end();
      write(problem, callback);
    }
  }

  /**
   * Responds with a problem before the body was read, then reads and discards the rest of the body:
   * many clients read the response only after they sent the whole request.
   */
  public void reject(Problem problem) {
    if (responded.compareAndSet(false, true)) {
      Callback drain =
          Callback.from(() -> BodyDrain.start(this, maxDrainBytes, callback), callback::failed);
      write(problem, drain);
    }
  }

  /**
   * Starts a streamed response, which ends with {@link #callback()}. Returns empty if there already
   * was a response.
   */
  public Optional<Content.Sink> stream(int status, String contentType) {
    if (!responded.compareAndSet(false, true)) {
      return Optional.empty();
    }
    recordSuccess(status);
    writeHead(status, contentType);
    return Optional.of(response);
  }

  public Callback callback() {
    return callback;
  }

  private void recordSuccess(int status) {
    metrics.recordSuccess(path, status, System.nanoTime() - start);
  }

  private void write(Problem problem, Callback done) {
    metrics.recordProblem(
        path, problem.status(), problem.code(), problem.reason(), System.nanoTime() - start);
    if (problem.mayRetry()) {
      setHeader("Retry-After", "1");
    }
    if (problem.status() == 401) {
      setHeader("WWW-Authenticate", "Bearer");
    }
    write(problem.status(), "application/problem+json", Json.bytes(problem), done);
  }

  private void write(int status, String contentType, byte[] body, Callback done) {
    writeHead(status, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean head = method().equals("HEAD");
    response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), done);
  }

  private void writeHead(int status, String contentType) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    if (!response.getHeaders().contains(HttpHeader.CACHE_CONTROL)) {
      setHeader("Cache-Control", "no-store");
    }
  }
}
