package dev.imageclassifier.topology.runner;

import dev.imageclassifier.cli.RepeatedMessageFilter;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.topology.health.Readiness;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the states and failures of Kafka Streams. Thread-safe. */
final class StreamsLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsLifecycle.class);
  private static final int POLL_MS = 100;

  private final Readiness readiness;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<Throwable> cause = new AtomicReference<>();

  StreamsLifecycle(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Registers this object as listener; before {@link KafkaStreams#start}. */
  void follow(KafkaStreams streams) {
    streams.setStateListener(this::onChange);
    streams.setUncaughtExceptionHandler(this::onFailure);
  }

  Readiness readiness() {
    return readiness;
  }

  private void onChange(KafkaStreams.State state, KafkaStreams.State previous) {
    readiness.setState(state);
    LOG.atInfo()
        .addMarker(RepeatedMessageFilter.ALWAYS)
        .addKeyValue("state", state)
        .addKeyValue("previous", previous)
        .log("state changed");
    if (state == KafkaStreams.State.RUNNING) {
      ready.countDown();
    }
    if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
      ended.countDown();
    }
  }

  private StreamThreadExceptionResponse onFailure(Throwable failure) {
    Throwable root = ErrorText.rootCause(failure);
    if (root instanceof ApiException) {
      // The failure is an error of the brokers, so the stack trace adds no information.
      LOG.atError()
          .addKeyValue("error", ErrorText.reason(root))
          .log("stream thread failed; pipeline stops");
    } else {
      LOG.error("stream thread failed; pipeline stops", failure);
    }
    cause.compareAndSet(null, failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  void awaitReady(Duration timeout) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!ready.await(POLL_MS, TimeUnit.MILLISECONDS)) {
      if (ended.getCount() == 0) {
        throw new IllegalStateException("The pipeline ended before it was ready.", cause.get());
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "The pipeline is not ready after %d s: %s"
                .formatted(timeout.toSeconds(), readiness.problem().orElse("")));
      }
    }
  }

  Optional<Throwable> await() throws InterruptedException {
    ended.await();
    return Optional.ofNullable(cause.get());
  }

  void setEnded() {
    ended.countDown();
  }
}
