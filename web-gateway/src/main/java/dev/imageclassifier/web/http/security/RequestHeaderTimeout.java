package dev.imageclassifier.web.http.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose client sends a request head too slowly. An idle timeout does not stop a
 * client that sends one byte from time to time. Thread-safe.
 */
public final class RequestHeaderTimeout implements Connection.Listener {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Duration timeout;
  private final Scheduler scheduler;
  private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();

  /** Numbers of requests and bytes that a connection had received at a time in nanoseconds. */
  private record Progress(long requests, long bytes, long nanoTime) {}

  public RequestHeaderTimeout(Duration timeout, Scheduler scheduler) {
    this.timeout = timeout;
    this.scheduler = scheduler;
  }

  /** Starts the periodic check. The server must be running. */
  public void start() {
    var unused = scheduler.schedule(this::check, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, new Progress(0, 0, System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  private void check() {
    long now = System.nanoTime();
    connections.forEach(
        (connection, last) -> {
          boolean inRequest = connection.getMessagesIn() != connection.getMessagesOut();
          if (inRequest || connection.getMessagesIn() != last.requests()) {
            Progress current =
                new Progress(connection.getMessagesIn(), connection.getBytesIn(), now);
            connections.replace(connection, last, current);
          } else if (connection.getBytesIn() > last.bytes()
              && now - last.nanoTime() > timeout.toNanos()) {
            connection.getEndPoint().close();
          }
        });
    start();
  }
}
