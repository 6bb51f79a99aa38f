package dev.imageclassifier.web;

import dev.imageclassifier.kafka.CommittedOutcome;
import dev.imageclassifier.kafka.TopicInspector;
import dev.imageclassifier.web.http.HttpServer;
import dev.imageclassifier.web.kafka.AvailabilityMonitor;
import dev.imageclassifier.web.kafka.KafkaImageSender;
import dev.imageclassifier.web.kafka.OutcomeConsumer;
import dev.imageclassifier.web.live.EventsEndpoint;
import dev.imageclassifier.web.live.LiveEvent;
import dev.imageclassifier.web.live.LiveFeed;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import dev.imageclassifier.web.pending.PendingRequest;
import dev.imageclassifier.web.pending.PendingRequests;
import dev.imageclassifier.web.settings.GatewaySettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. {@link #start} creates it and {@link #close} stops it. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration TOPIC_CHECK_TIMEOUT = Duration.ofSeconds(15);
  private static final int MAX_PENDING = 10_000;

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private URI address;

  private Gateway() {}

  /**
   * Checks the brokers and the topics, then starts the HTTP server.
   *
   * @throws dev.imageclassifier.kafka.KafkaClientException if no broker responds within 15 seconds,
   *     or a topic does not exist
   * @throws dev.imageclassifier.cli.UserError if the port cannot be opened
   * @throws InterruptedException if the thread is interrupted
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
    new TopicInspector(settings.client(), Optional.empty(), TOPIC_CHECK_TIMEOUT)
        .requireAll(settings.topics().all());
    GatewayMetrics metrics = register(new GatewayMetrics());
    KafkaImageSender sender =
        register(
            new KafkaImageSender(
                settings.client(),
                settings.topics().images(),
                settings.http().maxBytes(),
                metrics.registry()));
    PendingRequests pending = new PendingRequests(sender, MAX_PENDING);
    LiveFeed feed = new LiveFeed();
    // before the HTTP server, so that no outcome of a request is missed
    register(
        OutcomeConsumer.start(
            settings.client(),
            settings.topics(),
            outcome -> onOutcome(pending, feed, outcome),
            metrics.registry()));
    AvailabilityMonitor monitor =
        register(AvailabilityMonitor.start(settings.client(), settings.applicationId()));
    EventsEndpoint events = new EventsEndpoint(feed, monitor::unavailability, metrics);
    monitor.onChange(events::onAvailabilityChange);
    HttpServer server =
        register(
            HttpServer.start(settings.http(), pending, events, monitor::unavailability, metrics));
    register(events); // closed before the server, which waits for open responses
    address = server.address();
  }

  private <T extends AutoCloseable> T register(T resource) {
    resources.push(resource);
    return resource;
  }

  private static void onOutcome(PendingRequests pending, LiveFeed feed, CommittedOutcome outcome) {
    Optional<UUID> id = PendingRequest.parseId(outcome.key());
    id.ifPresent(it -> pending.complete(it, outcome));
    // the id of an upload gives access to its result, so the feed does not contain it
    feed.publish(LiveEvent.of(outcome, id.isEmpty()));
  }

  /** The URL of the page. */
  public URI address() {
    return address;
  }

  /** Stops the HTTP server and closes the Kafka clients. */
  @Override
  public synchronized void close() {
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (Exception e) {
        LOG.warn("close failed", e);
      }
    }
  }
}
