package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.ImageFiles;
import dev.imageclassifier.kafka.KafkaClientException;
import dev.imageclassifier.kafka.KafkaErrors;
import dev.imageclassifier.kafka.TopicInspector;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes each file as one record that all in-sync replicas acknowledge. A file is read when the
 * producer has free buffer memory, so memory is limited to {@code buffer.memory} and a few files.
 *
 * <p>Files = published + failed + skipped, in the totals and in the listener. One call of {@code
 * publish} at a time; only {@link #stop} may be called from another thread.
 */
public final class Publisher implements AutoCloseable {
  private final Map<String, ?> client;
  private final PublishSettings settings;
  private final PublishListener listener;
  private final Producer<byte[], byte[]> producer;
  private final TopicInspector.Topic topic;
  private final ImageRecordFactory records;
  private final StopFlag stop = new StopFlag();

  /**
   * Checks that the topic exists and connects.
   *
   * @param client Kafka client properties, including {@code bootstrap.servers}
   * @throws KafkaClientException when no broker responds in time or the topic does not exist
   * @throws UserError when a property is invalid
   * @throws InterruptedException when the thread is interrupted while it waits for the brokers
   */
  public Publisher(Map<String, ?> client, PublishSettings settings, PublishListener listener)
      throws InterruptedException {
    this.client = client;
    this.settings = settings;
    this.listener = listener;
    Map<String, Object> properties = ProducerProperties.of(client, settings.maxBytes());
    this.topic = new TopicInspector(client, settings.connectTimeout()).describe(settings.topic());
    // the topic's limit applies to the compressed size, which only the brokers can check
    boolean compressed =
        !"none".equals(properties.getOrDefault(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"));
    this.records =
        new ImageRecordFactory(
            settings, compressed ? OptionalInt.empty() : topic.maxMessageBytes());
    try {
      this.producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw KafkaErrors.explain(e, client, settings.topic());
    }
  }

  /** Kafka's id of the topic. */
  public String topicId() {
    return topic.id();
  }

  /** Publishes the selected files that the history claims. */
  public PublishTotals publish(FileSelection selection, PublishHistory history) {
    PublishTracker tracker = tracker(history);
    try (ImageFiles files = selection.open(tracker::unlistable)) {
      return publish(files, history, tracker);
    }
  }

  /** Publishes those of these files that the history claims, in this order. */
  public PublishTotals publish(Iterator<ImageFile> files, PublishHistory history) {
    return publish(files, history, tracker(history));
  }

  /** Reads no further file. Files that were read are still sent and counted. Thread-safe. */
  public void stop() {
    stop.stop();
  }

  /** Whether {@link #stop} was called or a failure stopped the publisher. */
  public boolean isStopped() {
    return stop.isStopped();
  }

  @Override
  public void close() {
    producer.close();
  }

  private PublishTracker tracker(PublishHistory history) {
    return new PublishTracker(client, settings.topic(), listener, history, stop);
  }

  private PublishTotals publish(
      Iterator<ImageFile> files, PublishHistory history, PublishTracker tracker) {
    RateLimiter rate = new RateLimiter(settings.rate(), stop::isStopped);
    ReaderPool reader = new ReaderPool(records, history, tracker, settings.readers());
    try (Sender sender = new Sender(producer, reader, tracker, stop, rate)) {
      while (!stop.isStopped() && files.hasNext()) {
        sender.send(files.next());
      }
    }
    flush();
    return tracker.totals();
  }

  private void flush() {
    boolean interrupted = Thread.interrupted();
    try {
      producer.flush();
    } catch (InterruptException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
