package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.kafka.ClientProperties;
import dev.imageclassifier.kafka.CommittedConsumer;
import dev.imageclassifier.kafka.StartPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads and counts committed results and dead letters from the beginning of their topics. It does
 * not parse results, because its CPU time is part of the measurement. Not thread-safe.
 */
public final class OutcomeReader implements AutoCloseable {
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

  private final CommittedConsumer consumer;
  private final String resultTopic;
  private long labelled;
  private long deadLettered;

  /**
   * A committed outcome.
   *
   * @param number number of the image
   * @param labelled whether it is a result
   * @param value value of the record: JSON if it is a result
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Committed(long number, boolean labelled, byte[] value) {}

  /** Starts at the beginning of both topics. */
  public OutcomeReader(Map<String, String> client, BenchmarkTopics topics) {
    Map<String, String> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000");
    resultTopic = topics.names().labels();
    consumer =
        new CommittedConsumer(
            ClientProperties.committedConsumer(properties, "bench-outcomes"),
            topics.names().outputs(),
            StartPosition.beginning());
    consumer.open();
  }

  /** Returns whether outcomes were committed within the next 100 ms. */
  public boolean poll() {
    return !poll(POLL_TIMEOUT).isEmpty();
  }

  /** The outcomes that are committed within {@code timeout}. */
  List<Committed> poll(Duration timeout) {
    List<Committed> committed = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      boolean isResult = record.topic().equals(resultTopic);
      if (isResult) {
        labelled++;
      } else {
        deadLettered++;
      }
      long number = Long.parseLong(new String(record.key(), StandardCharsets.UTF_8));
      committed.add(new Committed(number, isResult, record.value()));
    }
    return committed;
  }

  /** Number of outcomes so far. */
  public long outcomes() {
    return labelled + deadLettered;
  }

  /** The outcomes of {@code published} images. */
  public OutcomeCounts counts(long published) {
    return new OutcomeCounts(published, labelled, deadLettered);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
