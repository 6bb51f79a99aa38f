package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.connect.ConnectionFailures;
import dev.imageclassifier.ingest.connect.TopicCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes files, each exactly one record, acknowledged by all in-sync replicas. A file is read
 * when the producer has room for it, so memory stays within {@code buffer.memory} and one file.
 *
 * <p>Files = published + failed, in the totals and in what the listener is told. One run at a time;
 * only {@link #stop} may be called from another thread.
 */
public final class Publisher implements AutoCloseable {
  private final Map<String, ?> client;
  private final PublishSettings settings;
  private final PublishListener listener;
  private final PictureRecords records;
  private final Producer<byte[], byte[]> producer;
  private final AtomicBoolean stopped = new AtomicBoolean();

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
    this.client = client;
    this.settings = settings;
    this.listener = listener;
    this.records = new PictureRecords(settings);
    Map<String, Object> properties = ProducerProperties.of(client, settings.maxBytes());
    TopicCheck.require(client, settings.topic(), settings.timeout());
    try {
      this.producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw ConnectionFailures.explain(e, client, settings.topic());
    }
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
    Tally tally = new Tally(settings.run(), listener);
    for (Path root : roots) {
      FileWalk walk =
          new FileWalk(
              root,
              (path, problem) ->
                  tally.failed(
                      path.toString(),
                      "cannot be listed ("
                          + Sentences.reason(problem)
                          + "): see that it is readable, and publish it again"));
      send(walk, tally);
    }
    flush();
    return tally.totals();
  }

  /** How many files {@link #publish(List)} would find now; lists folders, opens no file. */
  public static long count(List<Path> roots) {
    long count = 0;
    for (Path root : roots) {
      FileWalk walk = new FileWalk(root, (path, problem) -> {});
      while (walk.hasNext()) {
        walk.next();
        count++;
      }
    }
    return count;
  }

  /** Publishes these files in this order; the stream is not closed. */
  public PublishTotals publish(Stream<PictureFile> pictures) {
    Tally tally = new Tally(settings.run(), listener);
    send(pictures.iterator(), tally);
    flush();
    return tally.totals();
  }

  /** Reads no further file; what was read is still sent and accounted for. Any thread. */
  public void stop() {
    stopped.set(true);
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(Iterator<PictureFile> pictures, Tally tally) {
    while (!stopped.get() && pictures.hasNext()) {
      send(pictures.next(), tally);
    }
  }

  private void send(PictureFile picture, Tally tally) {
    String name = picture.path().toString();
    ProducerRecord<byte[], byte[]> record;
    try {
      record = records.read(picture);
    } catch (UnsendableFileException e) {
      tally.failed(name, e.getMessage());
      return;
    } catch (IOException e) {
      tally.failed(
          name,
          "cannot be read ("
              + Sentences.reason(e)
              + "): see that it is there and readable, and publish it again");
      return;
    }
    long bytes = record.value().length;
    String key = picture.key();
    try {
      Future<RecordMetadata> unused = // the callback tells
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  tally.published(key, bytes);
                } else {
                  refused(name, failure, tally);
                }
              });
    } catch (InterruptException e) {
      stop();
      tally.failed(name, "was not sent: interrupted");
    } catch (KafkaException e) {
      refused(name, e, tally);
    }
  }

  /** A picture that is too large fails alone; all else would fail for every file. */
  private void refused(String name, Exception failure, Tally tally) {
    if (failure instanceof RecordTooLargeException) {
      tally.failed(
          name,
          "is too large for the topic or the producer ("
              + Sentences.reason(failure)
              + "): raise max.message.bytes of topic '"
              + settings.topic()
              + "' or the property it names");
      return;
    }
    tally.failed(name, "was not acknowledged (" + Sentences.reason(failure) + ")");
    if (!stopped.getAndSet(true)) {
      listener.stopped(ConnectionFailures.explain(failure, client, settings.topic()).getMessage());
    }
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
