package dev.imageclassifier.topology.health;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.contract.error.ErrorText;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request to the brokers every two seconds. Kafka Streams stays in the state RUNNING while
 * no broker responds.
 */
public final class BrokerProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private final ScheduledExecutorService scheduler = DaemonThreads.singleScheduler("broker-probe");
  private final Admin admin;
  private final Readiness readiness;
  private boolean unreachable;

  private BrokerProbe(Admin admin, Readiness readiness) {
    this.admin = admin;
    this.readiness = readiness;
  }

  /** Starts a probe that reports to {@code readiness}. */
  public static BrokerProbe start(Admin admin, Readiness readiness) {
    BrokerProbe probe = new BrokerProbe(admin, readiness);
    var unused =
        probe.scheduler.scheduleWithFixedDelay(
            probe::probe, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return probe;
  }

  private void probe() {
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs((int) TIMEOUT.toMillis()))
          .nodes()
          .get();
      if (unreachable) {
        LOG.info("brokers reachable again");
      }
      unreachable = false;
      readiness.setBrokersReachable();
    } catch (ExecutionException e) {
      String reason = reason(e.getCause());
      if (!unreachable) {
        LOG.atWarn().addKeyValue("error", reason).log("brokers unreachable; waiting for them");
      }
      unreachable = true;
      readiness.setBrokersUnreachable(reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kafka's own message for a timeout names an internal request. */
  private static String reason(Throwable failure) {
    return failure instanceof TimeoutException
        ? "no response within " + TIMEOUT.toSeconds() + " seconds"
        : ErrorText.reason(ErrorText.rootCause(failure));
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
