package dev.imageclassifier.web.kafka;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.web.pending.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads results and dead letters from the moment it starts, on a thread of its own, until it is
 * closed. A failure of the client costs a pause, never an outcome: it goes on where it was.
 */
public final class OutcomeReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long CLOSE_PATIENCE_MS = 5_000;

  private final ResultDeserializer results = new ResultDeserializer();
  private final TopicNames topics;
  private final OutcomeListener listener;
  private final OutcomeCursor cursor;
  private final Thread thread = new Thread(this::run, "outcomes");
  private volatile boolean closed;

  private OutcomeReader(
      Map<String, String> client,
      TopicNames topics,
      OutcomeListener listener,
      MeterRegistry registry) {
    this.topics = topics;
    this.listener = listener;
    this.cursor = new OutcomeCursor(client, topics, registry);
    thread.setDaemon(true);
  }

  /**
   * Starts; every outcome that is committed from here on is told.
   *
   * @throws dev.imageclassifier.cli.UserError when the topics cannot be read
   */
  public static OutcomeReader start(
      Map<String, String> client,
      TopicNames topics,
      OutcomeListener listener,
      MeterRegistry registry) {
    OutcomeReader reader = new OutcomeReader(client, topics, listener, registry);
    try {
      reader.cursor.open();
    } catch (KafkaException e) {
      reader.cursor.close();
      throw ConnectionFailures.explain(e, client, topics.labels());
    }
    reader.thread.start();
    return reader;
  }

  private void run() {
    while (!closed) {
      try {
        cursor.open();
        cursor.poll(POLL).forEach(this::tell);
      } catch (WakeupException | InterruptException e) {
        // closed
      } catch (KafkaException e) {
        LOG.warn("outcomes cannot be read, trying again: {}", e.getMessage());
        LOG.debug("the failure", e);
        cursor.close();
        pause();
      }
    }
    cursor.close();
  }

  private void tell(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    try {
      listener.settled(key, read(record));
    } catch (RuntimeException e) {
      LOG.error("an outcome was not passed on", e);
    }
  }

  private Outcome read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return record.topic().equals(topics.labels())
          ? new Outcome.Labelled(results.deserialize(record.topic(), record.value()))
          : new Outcome.DeadLettered(DeadLetterHeaders.read(record.headers()));
    } catch (RuntimeException e) {
      LOG.warn(
          "the record {}-{}@{} is no outcome: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      return new Outcome.Unreadable(
          "The record at offset %d of %s-%d cannot be read."
              .formatted(record.offset(), record.topic(), record.partition()));
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    cursor.wakeup();
    try {
      thread.join(CLOSE_PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
