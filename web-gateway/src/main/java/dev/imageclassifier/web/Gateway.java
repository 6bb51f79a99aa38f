package dev.imageclassifier.web;

import dev.imageclassifier.web.http.HttpServer;
import dev.imageclassifier.web.kafka.AvailabilityMonitor;
import dev.imageclassifier.web.kafka.KafkaImageSender;
import dev.imageclassifier.web.kafka.OutcomeReader;
import dev.imageclassifier.web.kafka.TopicCheck;
import dev.imageclassifier.web.live.LiveEvent;
import dev.imageclassifier.web.live.LiveFeed;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import dev.imageclassifier.web.pending.Outcome;
import dev.imageclassifier.web.pending.PendingRequests;
import dev.imageclassifier.web.pending.Unavailability;
import dev.imageclassifier.web.settings.GatewaySettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway: start, then close. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(15);
  private static final int REMEMBERED = 10_000;
  private static final Pattern OURS =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final AtomicReference<HttpServer> server = new AtomicReference<>();

  private Gateway() {}

  /**
   * Checks brokers and topics, then serves.
   *
   * @throws dev.imageclassifier.cli.UserError when no broker answers within 15 seconds, a topic is
   *     missing, or the port cannot be opened
   * @throws InterruptedException when interrupted meanwhile
   */
  public static Gateway start(GatewaySettings settings) throws InterruptedException {
    Gateway gateway = new Gateway();
    try {
      gateway.run(settings);
      return gateway;
    } catch (RuntimeException | Error | InterruptedException e) {
      gateway.close();
      throw e;
    }
  }

  private void run(GatewaySettings settings) throws InterruptedException {
    TopicCheck.require(settings.client(), settings.topics(), CONNECT_PATIENCE);
    GatewayMetrics metrics = opened(new GatewayMetrics());
    KafkaImageSender sender =
        opened(
            new KafkaImageSender(
                settings.client(),
                settings.topics().images(),
                settings.http().maxBytes(),
                metrics.registry()));
    PendingRequests desk = new PendingRequests(sender, REMEMBERED);
    LiveFeed feed = new LiveFeed();
    // reads before anything can be sent, so that no outcome comes too early
    opened(
        OutcomeReader.start(
            settings.client(),
            settings.topics(),
            (key, outcome) -> settled(desk, feed, key, outcome),
            metrics.registry()));
    AvailabilityMonitor watch =
        opened(
            AvailabilityMonitor.start(settings.client(), settings.applicationId(), this::changed));
    server.set(opened(HttpServer.start(settings.http(), desk, feed, watch::obstacle, metrics)));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private static void settled(PendingRequests desk, LiveFeed feed, String key, Outcome outcome) {
    boolean ours = OURS.matcher(key).matches();
    if (ours) {
      desk.settle(UUID.fromString(key), outcome);
    }
    // who knows the key may ask for the result, so ours are not shown around
    feed.publish(LiveEvent.of(ours || key.isEmpty() ? null : key, outcome));
  }

  private void changed(Optional<Unavailability> now) {
    HttpServer running = server.get();
    if (running != null) {
      running.changed(now);
    }
  }

  /** Where the page is. */
  public URI address() {
    return server.get().address();
  }

  /** Takes no more requests and leaves the cluster. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the gateway did not close", e);
      }
    }
  }
}
