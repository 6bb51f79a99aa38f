package dev.imageclassifier.web.kafka;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.web.pending.Unavailability;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every two seconds whether the brokers answer, and whether somebody classifies: the consumer
 * group of the pipeline has members then. Thread-safe.
 */
public final class AvailabilityMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AvailabilityMonitor.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("cluster-watch"));
  private final Admin admin;
  private final Optional<String> group;
  private final Consumer<Optional<Unavailability>> changed;
  private volatile Optional<Unavailability> obstacle = Optional.empty();

  private AvailabilityMonitor(
      Admin admin, Optional<String> group, Consumer<Optional<Unavailability>> changed) {
    this.admin = admin;
    this.group = group;
    this.changed = changed;
  }

  /**
   * Asks once, and then again and again.
   *
   * @param group consumer group of the pipeline; empty for not asking whether it has members
   * @param changed is told when the answer is another one than before
   * @throws dev.imageclassifier.cli.UserError when the properties are not usable
   */
  public static AvailabilityMonitor start(
      Map<String, String> client,
      Optional<String> group,
      Consumer<Optional<Unavailability>> changed) {
    AvailabilityMonitor watch =
        new AvailabilityMonitor(Admin.create(Clients.admin(client)), group, changed);
    watch.ask();
    var unused =
        watch.clock.scheduleWithFixedDelay(
            watch::ask, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Nothing when pictures are classified now; otherwise why not. */
  public Optional<Unavailability> obstacle() {
    return obstacle;
  }

  private void ask() {
    try {
      Optional<Unavailability> now = look();
      if (!now.equals(obstacle)) {
        obstacle = now;
        LOG.info("{}", now.map(Unavailability::sentence).orElse("pictures are classified"));
        changed.accept(now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("the cluster could not be asked", e);
    }
  }

  private Optional<Unavailability> look() throws InterruptedException {
    try {
      ListGroupsOptions options =
          new ListGroupsOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis()));
      boolean served =
          group.isEmpty()
              || admin.listGroups(options).all().get().stream()
                  .filter(listing -> listing.groupId().equals(group.get()))
                  .anyMatch(
                      listing ->
                          listing
                              .groupState()
                              .map(it -> it != GroupState.EMPTY && it != GroupState.DEAD)
                              .orElse(true));
      if (group.isEmpty()) {
        admin.describeCluster().clusterId().get();
      }
      return served ? Optional.empty() : Optional.of(Unavailability.PIPELINE_AWAY);
    } catch (ExecutionException e) {
      LOG.debug("the cluster does not answer: {}", ErrorText.reason(e.getCause()));
      return Optional.of(Unavailability.BROKER_AWAY);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
