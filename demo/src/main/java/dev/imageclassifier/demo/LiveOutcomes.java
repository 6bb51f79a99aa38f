package dev.imageclassifier.demo;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ClientProperties;
import dev.imageclassifier.kafka.CommittedConsumer;
import dev.imageclassifier.kafka.CommittedOutcome;
import dev.imageclassifier.kafka.StartPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads all new outcomes, of images of the demo and of other clients. Not thread-safe. */
final class LiveOutcomes implements AutoCloseable {
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
  private static final TopicNames TOPICS = TopicNames.DEFAULTS;

  private final Map<String, String> client;
  private final CommittedConsumer consumer;
  private final Set<RecordPosition> excluded = new HashSet<>();
  private final Set<RecordPosition> settled = new HashSet<>();
  private long labelled;
  private long deadLettered;

  private LiveOutcomes(Map<String, String> client, CommittedConsumer consumer) {
    this.client = client;
    this.consumer = consumer;
  }

  /** Starts at the end of both topics, which exist. */
  static LiveOutcomes open(Map<String, String> client) {
    CommittedConsumer consumer =
        new CommittedConsumer(
            ClientProperties.committedConsumer(client, "demo-outcomes"),
            TOPICS.outputs(),
            StartPosition.end());
    consumer.open();
    return new LiveOutcomes(client, consumer);
  }

  /** Excludes the outcome of this image record from the results of {@link #poll}. */
  void exclude(int partition, long offset) {
    excluded.add(new RecordPosition(TOPICS.images(), partition, offset));
  }

  /** Counts the outcomes that are committed within 200 ms and returns those not excluded. */
  List<CommittedOutcome> poll() {
    List<CommittedOutcome> outcomes = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
      CommittedOutcome outcome = CommittedOutcome.read(record, TOPICS);
      if (outcome instanceof CommittedOutcome.Labelled) {
        labelled++;
      } else if (outcome instanceof CommittedOutcome.DeadLettered) {
        deadLettered++;
      }
      outcome.source().ifPresent(settled::add);
      if (outcome.source().filter(excluded::contains).isEmpty()) {
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  /** Counts of all images that were ever written to the input topic. */
  DemoCounts counts() {
    long images = imageRecords();
    return new DemoCounts(images, labelled, deadLettered, images - settled.size());
  }

  /** No producer of images uses transactions, so that the offsets have no gaps. */
  private long imageRecords() {
    try (CommittedConsumer images =
        new CommittedConsumer(
            ClientProperties.committedConsumer(client, "demo-images"),
            List.of(TOPICS.images()),
            StartPosition.end())) {
      images.open();
      return images.offsetsOf(StartPosition.end()).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
