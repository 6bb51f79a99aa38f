package dev.imageclassifier.web.live;

import dev.imageclassifier.web.http.exchange.Endpoint;
import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import dev.imageclassifier.web.pending.Unavailability;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Content;

/**
 * {@code GET /events}: server-sent events with each outcome, and with the state of the classifier
 * when it changes. Thread-safe.
 */
public final class EventsEndpoint implements Endpoint, AutoCloseable {
  private static final int MAX_STREAMS = 200;
  private static final int OK = 200;
  private static final String CONTENT_TYPE = "text/event-stream";

  private final LiveFeed feed;
  private final Supplier<Optional<Unavailability>> unavailability;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  public EventsEndpoint(
      LiveFeed feed, Supplier<Optional<Unavailability>> unavailability, GatewayMetrics metrics) {
    this.feed = feed;
    this.unavailability = unavailability;
    metrics.gauge("event.streams", "Open event streams.", streams::size);
  }

  @Override
  public void handle(Exchange exchange) {
    if (streams.size() >= MAX_STREAMS) {
      exchange.respond(Problem.busy());
      return;
    }
    if (exchange.method().equals("HEAD")) {
      exchange.respond(OK, CONTENT_TYPE, new byte[0]);
      return;
    }
    Optional<Content.Sink> sink = exchange.stream(OK, CONTENT_TYPE);
    if (sink.isEmpty()) {
      return;
    }
    exchange.disableIdleTimeout();
    EventStream stream = new EventStream(exchange, sink.get());
    exchange.onEnd(
        () -> {
          streams.remove(stream);
          feed.unsubscribe(stream);
        });
    streams.add(stream);
    stream.send("state", state(unavailability.get()));
    feed.subscribe(stream);
    stream.startHeartbeat();
  }

  /** Sends the new state to all streams. */
  public void onAvailabilityChange(Optional<Unavailability> current) {
    streams.forEach(stream -> stream.send("state", state(current)));
  }

  /** Ends all streams. */
  @Override
  public void close() {
    streams.forEach(EventStream::close);
  }

  private static Map<String, Object> state(Optional<Unavailability> unavailability) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("ready", unavailability.isEmpty());
    unavailability.ifPresent(it -> state.put("code", it.code()));
    return state;
  }
}
