package dev.imageclassifier.web.http.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose client takes too long over the head of a request. An idle timeout alone
 * is no help against a client that sends a byte now and then.
 */
public final class HeaderTimeout implements Connection.Listener {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Duration patience;
  private final Scheduler scheduler;
  private final Map<Connection, State> connections = new ConcurrentHashMap<>();

  /** How far a connection was, and since when. */
  private record State(long messages, long bytes, long since) {}

  public HeaderTimeout(Duration patience, Scheduler scheduler) {
    this.patience = patience;
    this.scheduler = scheduler;
  }

  public void start() {
    var unused = scheduler.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, new State(0, 0, System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  private void look() {
    long now = System.nanoTime();
    connections.forEach(
        (connection, before) -> {
          boolean busy = connection.getMessagesIn() != connection.getMessagesOut();
          if (busy || connection.getMessagesIn() != before.messages()) {
            State here = new State(connection.getMessagesIn(), connection.getBytesIn(), now);
            connections.replace(connection, before, here);
          } else if (connection.getBytesIn() > before.bytes()
              && now - before.since() > patience.toNanos()) {
            connection.getEndPoint().close();
          }
        });
    start();
  }
}
