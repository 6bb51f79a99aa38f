package dev.imageclassifier.web.http;

import dev.imageclassifier.web.desk.Obstacle;
import dev.imageclassifier.web.live.LiveFeed;
import dev.imageclassifier.web.measure.GatewayMetrics;
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
final class Events {
  private static final int MOST = 200;
  private static final int OK = 200;
  private static final String TYPE = "text/event-stream";

  private final LiveFeed feed;
  private final Supplier<Optional<Obstacle>> obstacle;
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

  Events(LiveFeed feed, Supplier<Optional<Obstacle>> obstacle, GatewayMetrics metrics) {
    this.feed = feed;
    this.obstacle = obstacle;
    metrics.gauge("event.streams", "Readers of events that are connected.", open::size);
  }

  void get(Exchange exchange) {
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
  void changed(Optional<Obstacle> now) {
    open.forEach(stream -> stream.send("state", state(now)));
  }

  /** Ends all streams. */
  void close() {
    open.forEach(EventStream::close);
  }

  private static Map<String, Object> state(Optional<Obstacle> obstacle) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("ready", obstacle.isEmpty());
    obstacle.ifPresent(it -> state.put("code", it.code()));
    return state;
  }
}
