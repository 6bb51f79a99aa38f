package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.publish.ImageRecordFactory.ImageRecord;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends files on one thread in the order in which they were given, while the reader's threads read
 * the next ones. {@link #close} waits until all files were sent. For one calling thread.
 */
final class Sender implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final ReaderPool reader;
  private final PublishTracker tracker;
  private final StopFlag stop;
  private final RateLimiter rate;
  private final Semaphore permits;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(DaemonThreads.named("send"));
  private volatile RuntimeException unexpected;

  Sender(
      Producer<byte[], byte[]> producer,
      ReaderPool reader,
      PublishTracker tracker,
      StopFlag stop,
      RateLimiter rate) {
    this.producer = producer;
    this.reader = reader;
    this.tracker = tracker;
    this.stop = stop;
    this.rate = rate;
    this.permits = new Semaphore(reader.capacity());
  }

  /** Queues the file; blocks while the maximum number of files is in memory. */
  void send(ImageFile file) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.stop();
      tracker.failed(file, "was not sent: interrupted");
      return;
    }
    Future<Optional<ImageRecord>> read = reader.read(file);
    sender.execute(
        () -> {
          try {
            read.get().ifPresent(this::send);
          } catch (ExecutionException e) {
            abort(e.getCause());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tracker.failed(file, "was not sent: interrupted");
          } catch (RuntimeException e) {
            abort(e);
          } finally {
            permits.release();
          }
        });
  }

  @Override
  public void close() {
    sender.shutdown();
    boolean interrupted = Thread.interrupted();
    boolean ended = false;
    while (!ended) {
      if (interrupted) {
        reader.shutdownNow();
        sender.shutdownNow();
      }
      try {
        ended = sender.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    reader.shutdown();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (unexpected != null) {
      throw unexpected;
    }
  }

  private void send(ImageRecord record) {
    ImageMetadata image = record.image();
    if (stop.isAborted()) {
      tracker.failed(image.file(), "was not sent: stopped");
      return;
    }
    rate.await();
    try {
      Future<RecordMetadata> unused = // the callback reports the outcome
          producer.send(
              record.record(), (metadata, failure) -> acknowledged(image, metadata, failure));
    } catch (InterruptException e) {
      stop.stop();
      tracker.failed(image.file(), "was not sent: interrupted");
    } catch (KafkaException e) {
      tracker.rejected(image.file(), e);
    }
  }

  private void acknowledged(ImageMetadata image, RecordMetadata metadata, Exception failure) {
    try {
      if (failure == null) {
        tracker.published(image, metadata.partition(), metadata.offset());
      } else {
        tracker.rejected(image.file(), failure);
      }
    } catch (RuntimeException e) { // for example, the disk of the journal is full
      abort(e);
    }
  }

  private void abort(Throwable failure) {
    if (stop.abort() || unexpected == null) {
      unexpected =
          failure instanceof RuntimeException runtime
              ? runtime
              : new IllegalStateException(failure);
    }
  }
}
