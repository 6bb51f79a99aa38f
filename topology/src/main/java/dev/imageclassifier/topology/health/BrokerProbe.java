package dev.imageclassifier.topology.health;

import dev.imageclassifier.contract.error.ErrorText;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cluster for its name every few seconds. Kafka Streams itself says RUNNING while no
 * broker answers, since it waits for them to come back.
 */
public final class BrokerProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "broker-probe");
            thread.setDaemon(true);
            return thread;
          });
  private final Admin admin;
  private final Readiness readiness;
  private boolean away;

  public BrokerProbe(Admin admin, Readiness readiness) {
    this.admin = admin;
    this.readiness = readiness;
  }

  public void start() {
    var unused =
        clock.scheduleWithFixedDelay(
            this::ask, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis()))
          .nodes()
          .get();
      if (away) {
        LOG.info("the brokers answer again");
      }
      away = false;
      readiness.brokerReachable();
    } catch (ExecutionException e) {
      if (!away) {
        LOG.warn("the brokers do not answer; waiting for them: {}", why(e.getCause()));
      }
      away = true;
      readiness.brokerAway(why(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kafka's own words for a time-out name what it waited for inside, which helps nobody. */
  private static String why(Throwable failure) {
    return failure instanceof TimeoutException
        ? "no answer within " + PATIENCE.toSeconds() + " seconds"
        : ErrorText.reason(ErrorText.rootCause(failure));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
