package dev.imageclassifier.web.live;

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
 * {@code GET /events}: outcomes as they come, and whether pictures are classified now, as
 * server-sent events.
 */
public final class EventsEndpoint {
  private static final int MOST = 200;
  private static final int OK = 200;
  private static final String TYPE = "text/event-stream";

  private final LiveFeed feed;
  private final Supplier<Optional<Unavailability>> obstacle;
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

  public EventsEndpoint(
      LiveFeed feed, Supplier<Optional<Unavailability>> obstacle, GatewayMetrics metrics) {
    this.feed = feed;
    this.obstacle = obstacle;
    metrics.gauge("event.streams", "Readers of events that are connected.", open::size);
  }

  public void get(Exchange exchange) {
    if (open.size() >= MOST) {
      exchange.problem(Problem.tooManyRequests());
      return;
    }
    if (exchange.method().equals("HEAD")) {
      exchange.answer(OK, TYPE, new byte[0]);
      return;
    }
    Optional<Content.Sink> sink = exchange.stream(OK, TYPE);
    if (sink.isEmpty()) {
      return;
    }
    exchange.mayTakeLong();
    EventStream stream = new EventStream(exchange, sink.get());
    exchange.onEnd(
        () -> {
          open.remove(stream);
          feed.unsubscribe(stream);
        });
    open.add(stream);
    stream.send("state", state(obstacle.get()));
    feed.subscribe(stream);
    stream.beat();
  }

  /** Tells everybody that pictures are classified again, or why they are not. */
  public void changed(Optional<Unavailability> now) {
    open.forEach(stream -> stream.send("state", state(now)));
  }

  /** Ends all streams. */
  public void close() {
    open.forEach(EventStream::close);
  }

  private static Map<String, Object> state(Optional<Unavailability> obstacle) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("ready", obstacle.isEmpty());
    obstacle.ifPresent(it -> state.put("code", it.code()));
    return state;
  }
}
