package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.kafka.ClientProperties;
import dev.imageclassifier.kafka.CommittedConsumer;
import dev.imageclassifier.kafka.KafkaErrors;
import dev.imageclassifier.kafka.StartPosition;
import dev.imageclassifier.kafka.TopicInspector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads the committed records of one topic until the range, the handler or {@link #stop} end it.
 * Not thread-safe. Other threads may call {@link #stop} only.
 */
public final class Follower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, ?> client;
  private final TopicRange range;
  private final CommittedConsumer consumer;

  /**
   * Checks that the topic exists.
   *
   * @param client Kafka client properties, including {@code bootstrap.servers}
   * @throws dev.imageclassifier.kafka.KafkaClientException when no broker responds in time or the
   *     topic does not exist
   * @throws InterruptedException when interrupted while waiting for the brokers
   */
  public Follower(Map<String, ?> client, TopicRange range) throws InterruptedException {
    this.client = client;
    this.range = range;
    new TopicInspector(client, range.timeout()).require(range.topic());
    this.consumer =
        new CommittedConsumer(
                ClientProperties.committedConsumer(client, "image-ingest"),
                List.of(range.topic()),
                range.from())
            .withTimeout(range.timeout());
  }

  /**
   * Passes each record to {@code handler}.
   *
   * @param ready runs once, when the start position is fixed, so that every later record is passed
   * @throws dev.imageclassifier.kafka.KafkaClientException when the topic cannot be read
   */
  public void follow(Runnable ready, RecordHandler handler) {
    try {
      consumer.open();
      Optional<Map<TopicPartition, Long>> ends =
          Optional.ofNullable(range.until()).map(consumer::offsetsOf);
      ready.run();
      read(handler, ends);
    } catch (WakeupException e) {
      // stopped
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      throw KafkaErrors.explain(e, client, range.topic());
    }
  }

  /** Ends {@link #follow}, even if it has not started yet. Thread-safe. */
  public void stop() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void read(RecordHandler handler, Optional<Map<TopicPartition, Long>> ends) {
    long lastRecord = System.nanoTime();
    while (ends.isEmpty() || !consumer.hasReached(ends.get())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (!handler.handle(record)) {
          return;
        }
        lastRecord = System.nanoTime();
      }
      handler.polled();
      if (range.untilIdle() != null
          && System.nanoTime() - lastRecord >= range.untilIdle().toNanos()) {
        consumer.discoverPartitions();
        // throws if no broker responds, so that an outage does not end the command
        if (consumer.hasReached(consumer.offsetsOf(StartPosition.end()))) {
          return;
        }
      }
    }
  }
}
