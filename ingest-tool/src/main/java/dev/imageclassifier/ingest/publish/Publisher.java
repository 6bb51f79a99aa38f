package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.kafka.KafkaErrors;
import dev.imageclassifier.kafka.TopicInspector;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.ImageFiles;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes files, each exactly one record, acknowledged by all in-sync replicas. A file is read
 * when the producer has room for it, so memory stays within {@code buffer.memory} and a few files.
 *
 * <p>Files = published + failed + skipped, in the totals and in what the listener is told. One run
 * at a time; only {@link #stop} may be called from another thread.
 */
public final class Publisher implements AutoCloseable {
  private final PublishSettings settings;
  private final PublishListener listener;
  private final Producer<byte[], byte[]> producer;
  private final PublishErrors failures;
  private final TopicInspector.Topic topic;
  private final OptionalInt topicLimit;
  private final Stop stop = new Stop();

  /**
   * Checks that the topic is there, and connects.
   *
   * @param client Kafka client properties, {@code bootstrap.servers} among them
   * @throws UserError when no broker answers in time, the topic is missing, or the properties are
   *     not usable
   * @throws InterruptedException when interrupted while waiting for the brokers
   */
  public Publisher(Map<String, ?> client, PublishSettings settings, PublishListener listener)
      throws InterruptedException {
    this.settings = settings;
    this.listener = listener;
    Map<String, Object> properties = ProducerProperties.of(client, settings.maxBytes());
    this.topic = new TopicInspector(client, settings.timeout()).describe(settings.topic());
    // the limit is of what is compressed: only the brokers can tell then
    this.topicLimit =
        "none".equals(properties.getOrDefault(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"))
            ? topic.maxMessageBytes()
            : OptionalInt.empty();
    this.failures = new PublishErrors(client, settings.topic(), listener, stop);
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

  /** Publishes a file, or every file under a folder; see {@link #publish(List)}. */
  public PublishTotals publish(Path root) {
    return publish(List.of(root));
  }

  /**
   * Publishes files, and every file under folders, in the order of the names. Hidden files are
   * skipped, symbolic links are not followed, unless named in {@code roots}.
   */
  public PublishTotals publish(List<Path> roots) {
    return publish(FileSelection.of(roots), PublishHistory.NONE);
  }

  /** Publishes the files of this selection that the ledger claims. */
  public PublishTotals publish(FileSelection selection, PublishHistory ledger) {
    PublishCounter tally = new PublishCounter(settings.run(), listener, ledger);
    try (ImageFiles files =
        selection.open((path, problem) -> failures.unlistable(path, problem, tally))) {
      return publish(files, ledger, tally);
    }
  }

  /** Publishes these files in this order; the stream is not closed. */
  public PublishTotals publish(Stream<ImageFile> images) {
    return publish(images.iterator(), PublishHistory.NONE);
  }

  /** Publishes those of these files that the ledger claims, in this order. */
  public PublishTotals publish(Iterator<ImageFile> images, PublishHistory ledger) {
    return publish(images, ledger, new PublishCounter(settings.run(), listener, ledger));
  }

  /** Reads no further file; what was read is still sent and accounted for. Any thread. */
  public void stop() {
    stop.soon();
  }

  /** Whether every file had its turn so far: nobody and nothing has stopped the publishing. */
  public boolean stopped() {
    return stop.wanted();
  }

  @Override
  public void close() {
    producer.close();
  }

  private PublishTotals publish(
      Iterator<ImageFile> images, PublishHistory ledger, PublishCounter tally) {
    try (Sender sender =
        new Sender(producer, settings, ledger, tally, failures, stop, topicLimit)) {
      while (!stop.wanted() && images.hasNext()) {
        sender.send(images.next());
      }
    }
    flush();
    return tally.totals();
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
