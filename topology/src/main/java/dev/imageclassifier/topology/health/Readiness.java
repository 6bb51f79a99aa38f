package dev.imageclassifier.topology.health;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Whether the pipeline classifies now, and if not, why. Thread-safe: stream threads, the broker
 * probe and HTTP requests meet here.
 */
public final class Readiness {
  private final AtomicReference<KafkaStreams.State> state =
      new AtomicReference<>(KafkaStreams.State.CREATED);
  private final AtomicReference<String> brokerProblem = new AtomicReference<>();

  private final AtomicReference<Supplier<String>> note = new AtomicReference<>(() -> "");

  public void state(KafkaStreams.State now) {
    state.set(now);
  }

  void brokerReachable() {
    brokerProblem.set(null);
  }

  void brokerAway(String why) {
    brokerProblem.set(why);
  }

  /** What to say beside that all is well. */
  public void note(Supplier<String> words) {
    note.set(words);
  }

  /** The words for whoever asks when there is no obstacle. */
  String ready() {
    String words = note.get().get();
    return words.isEmpty() ? "ok" : "ok\n" + words;
  }

  /** Nothing when ready. */
  public Optional<String> obstacle() {
    String broker = brokerProblem.get();
    if (broker != null) {
      return Optional.of("the brokers do not answer: " + broker);
    }
    return switch (state.get()) {
      case RUNNING -> Optional.empty();
      case CREATED -> Optional.of("starting");
      case REBALANCING -> Optional.of("waiting for the consumer group to assign partitions");
      case PENDING_SHUTDOWN, NOT_RUNNING -> Optional.of("stopping");
      case PENDING_ERROR, ERROR -> Optional.of("failed; the log says why");
    };
  }

  /** Whether a restart would help: only once the application has failed for good. */
  boolean alive() {
    KafkaStreams.State now = state.get();
    return now != KafkaStreams.State.ERROR && now != KafkaStreams.State.PENDING_ERROR;
  }
}
