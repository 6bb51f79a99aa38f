package dev.imageclassifier.topology.health;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Stores whether the pipeline classifies, and the reason if it does not. Thread-safe: stream
 * threads, the broker probe and HTTP requests use it.
 */
public final class Readiness {
  private final AtomicReference<KafkaStreams.State> state =
      new AtomicReference<>(KafkaStreams.State.CREATED);
  private final AtomicReference<String> brokerProblem = new AtomicReference<>();
  private final Supplier<String> detail;

  /**
   * Creates a readiness in the state CREATED.
   *
   * @param detail returns text for the response of a ready pipeline; may be empty
   */
  public Readiness(Supplier<String> detail) {
    this.detail = detail;
  }

  /** Sets the state of Kafka Streams. */
  public void setState(KafkaStreams.State now) {
    state.set(now);
  }

  void setBrokersReachable() {
    brokerProblem.set(null);
  }

  void setBrokersUnreachable(String reason) {
    brokerProblem.set(reason);
  }

  /** The response of a ready pipeline. */
  String readyText() {
    String text = detail.get();
    return text.isEmpty() ? "ok" : "ok\n" + text;
  }

  /** The reason why the pipeline does not classify; empty if it is ready. */
  public Optional<String> problem() {
    String broker = brokerProblem.get();
    if (broker != null) {
      return Optional.of("the brokers do not respond: " + broker);
    }
    return switch (state.get()) {
      case RUNNING -> Optional.empty();
      case CREATED -> Optional.of("starting");
      case REBALANCING -> Optional.of("waiting for the consumer group to assign partitions");
      case PENDING_SHUTDOWN, NOT_RUNNING -> Optional.of("stopping");
      case PENDING_ERROR, ERROR -> Optional.of("failed; see the log");
    };
  }

  /**
   * Whether Kafka Streams has not failed. {@code /livez} reports it: after a failure a supervisor
   * must restart the process.
   */
  boolean isAlive() {
    KafkaStreams.State now = state.get();
    return now != KafkaStreams.State.ERROR && now != KafkaStreams.State.PENDING_ERROR;
  }
}
