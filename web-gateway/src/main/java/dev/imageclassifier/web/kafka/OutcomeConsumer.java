package dev.imageclassifier.web.kafka;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ClientProperties;
import dev.imageclassifier.kafka.CommittedConsumer;
import dev.imageclassifier.kafka.CommittedOutcome;
import dev.imageclassifier.kafka.KafkaErrors;
import dev.imageclassifier.kafka.StartPosition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes all outcomes that are committed after it starts, on its own thread. After a failure of
 * the client it reconnects and continues at the same positions, so that no outcome is lost.
 */
public final class OutcomeConsumer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeConsumer.class);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final TopicNames topics;
  private final Consumer<CommittedOutcome> listener;
  private final CommittedConsumer consumer;
  private final Thread thread = DaemonThreads.named("outcomes").newThread(this::run);
  private volatile boolean closed;

  private OutcomeConsumer(
      CommittedConsumer consumer, TopicNames topics, Consumer<CommittedOutcome> listener) {
    this.consumer = consumer;
    this.topics = topics;
    this.listener = listener;
  }

  /**
   * Connects and starts the thread.
   *
   * @param listener called with each outcome on the thread of the consumer
   * @throws dev.imageclassifier.kafka.KafkaClientException if the topics cannot be read
   */
  public static OutcomeConsumer start(
      Map<String, String> client,
      TopicNames topics,
      Consumer<CommittedOutcome> listener,
      MeterRegistry registry) {
    // not the client.id of the producer, because it is a label of the metrics
    Map<String, Object> properties =
        ClientProperties.committedConsumer(client, "image-web-outcomes");
    CommittedConsumer consumer =
        new CommittedConsumer(properties, topics.outputs(), StartPosition.end())
            .instrumentedBy(kafkaClient -> bindMetrics(kafkaClient, registry));
    try {
      consumer.open();
    } catch (KafkaException e) {
      consumer.close();
      throw KafkaErrors.explain(e, client, topics.labels(), Optional.empty());
    }
    OutcomeConsumer started = new OutcomeConsumer(consumer, topics, listener);
    started.thread.start();
    return started;
  }

  private static AutoCloseable bindMetrics(
      org.apache.kafka.clients.consumer.Consumer<?, ?> kafkaClient, MeterRegistry registry) {
    KafkaClientMetrics metrics = new KafkaClientMetrics(kafkaClient);
    metrics.bindTo(registry);
    return metrics;
  }

  private void run() {
    while (!closed) {
      try {
        consumer.open();
        consumer.poll(POLL_TIMEOUT).forEach(this::process);
      } catch (WakeupException | InterruptException e) {
        // close() was called
      } catch (KafkaException e) {
        LOG.atWarn().addKeyValue("error", e.getMessage()).log("outcome consumer reconnects");
        LOG.debug("outcome consumer failed", e);
        consumer.close();
        pause();
      }
    }
    consumer.close();
  }

  private void process(ConsumerRecord<byte[], byte[]> record) {
    try {
      CommittedOutcome outcome = CommittedOutcome.read(record, topics);
      if (outcome instanceof CommittedOutcome.Unreadable unreadable) {
        LOG.atWarn().addKeyValue("error", unreadable.detail()).log("unreadable outcome");
      }
      listener.accept(outcome);
    } catch (RuntimeException e) {
      LOG.error("outcome listener failed", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_DELAY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
