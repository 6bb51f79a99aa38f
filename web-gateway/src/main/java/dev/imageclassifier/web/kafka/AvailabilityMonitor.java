package dev.imageclassifier.web.kafka;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.web.pending.Unavailability;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every two seconds whether the brokers respond and whether a classifier runs, which means
 * that its consumer group has members. Thread-safe.
 */
public final class AvailabilityMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AvailabilityMonitor.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private final ScheduledExecutorService executor = DaemonThreads.singleScheduler("availability");
  private final Admin admin;
  private final Optional<String> group;
  private volatile Consumer<Optional<Unavailability>> listener = current -> {};
  private volatile Optional<Unavailability> unavailability = Optional.empty();

  private AvailabilityMonitor(Admin admin, Optional<String> group) {
    this.admin = admin;
    this.group = group;
  }

  /**
   * Checks once, then starts the periodic check.
   *
   * @param group the consumer group of the classifier; empty to check only the brokers
   * @throws org.apache.kafka.common.KafkaException if the client properties are invalid
   */
  public static AvailabilityMonitor start(Map<String, String> client, Optional<String> group) {
    AvailabilityMonitor monitor =
        new AvailabilityMonitor(Admin.create(adminProperties(client)), group);
    monitor.check();
    long interval = INTERVAL.toMillis();
    var unused =
        monitor.executor.scheduleWithFixedDelay(
            monitor::check, interval, interval, TimeUnit.MILLISECONDS);
    return monitor;
  }

  private static Map<String, Object> adminProperties(Map<String, String> client) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "image-web");
    properties.putAll(client);
    return properties;
  }

  /** Why images cannot be classified at the moment; empty if they can. */
  public Optional<Unavailability> unavailability() {
    return unavailability;
  }

  /** Calls {@code newListener} with each new value of {@link #unavailability()}. */
  public void onChange(Consumer<Optional<Unavailability>> newListener) {
    listener = newListener;
  }

  private void check() {
    try {
      Optional<Unavailability> current = query();
      if (!current.equals(unavailability)) {
        unavailability = current;
        LOG.atInfo()
            .addKeyValue("state", current.map(Unavailability::code).orElse("ready"))
            .log("availability changed");
        listener.accept(current);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("availability check failed", e);
    }
  }

  private Optional<Unavailability> query() throws InterruptedException {
    try {
      if (group.isEmpty()) {
        admin.describeCluster().clusterId().get();
        return Optional.empty();
      }
      ListGroupsOptions options =
          new ListGroupsOptions().timeoutMs(Math.toIntExact(TIMEOUT.toMillis()));
      boolean running =
          admin.listGroups(options).all().get().stream()
              .filter(listing -> listing.groupId().equals(group.get()))
              .anyMatch(AvailabilityMonitor::hasMembers);
      return running ? Optional.empty() : Optional.of(Unavailability.NO_CLASSIFIER);
    } catch (ExecutionException e) {
      LOG.atDebug()
          .addKeyValue("error", ErrorText.reason(e.getCause()))
          .log("brokers do not respond");
      return Optional.of(Unavailability.BROKERS_UNREACHABLE);
    }
  }

  private static boolean hasMembers(GroupListing listing) {
    return listing
        .groupState()
        .map(state -> state != GroupState.EMPTY && state != GroupState.DEAD)
        .orElse(true);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
