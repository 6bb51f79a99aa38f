package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.ImageFile;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
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
 * Reads files on several threads, and sends them on one, in the order in which they were given. At
 * most {@code 2 * readers} files are in memory. Closing it waits until all were sent.
 */
final class Sender implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final ImageRecordFactory records;
  private final PublishHistory ledger;
  private final PublishCounter tally;
  private final PublishErrors failures;
  private final Stop stop;
  private final RateLimiter pace;
  private final Semaphore room;
  private final ExecutorService readers;
  private final ExecutorService sender;
  private volatile RuntimeException unforeseen;

  Sender(
      Producer<byte[], byte[]> producer,
      PublishSettings settings,
      PublishHistory ledger,
      PublishCounter tally,
      PublishErrors failures,
      Stop stop,
      OptionalInt topicLimit) {
    this.producer = producer;
    this.records = new ImageRecordFactory(settings, topicLimit);
    this.ledger = ledger;
    this.tally = tally;
    this.failures = failures;
    this.stop = stop;
    this.pace = new RateLimiter(settings.rate(), stop::wanted);
    this.room = new Semaphore(2 * settings.readers());
    this.readers = Executors.newFixedThreadPool(settings.readers(), work -> thread(work, "read"));
    this.sender = Executors.newSingleThreadExecutor(work -> thread(work, "send"));
  }

  /** Has the file read and sent; returns at once while there is room for it. */
  void send(ImageFile image) {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.soon();
      failures.failed(image, "was not sent: interrupted", tally);
      return;
    }
    Future<Optional<ImageRecordFactory.Prepared>> prepared =
        image.onlyNow()
            ? CompletableFuture.completedFuture(read(image))
            : readers.submit(() -> read(image));
    sender.execute(
        () -> {
          try {
            prepared.get().ifPresent(this::send);
          } catch (ExecutionException e) {
            unforeseen(e.getCause());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.failed(image, "was not sent: interrupted", tally);
          } catch (RuntimeException e) {
            unforeseen(e);
          } finally {
            room.release();
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
        readers.shutdownNow();
        sender.shutdownNow();
      }
      try {
        ended = sender.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    readers.shutdown();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (unforeseen != null) {
      throw unforeseen;
    }
  }

  private Optional<ImageRecordFactory.Prepared> read(ImageFile image) {
    try {
      if (!ledger.claim(image)) {
        tally.skipped();
        return Optional.empty();
      }
      ImageRecordFactory.Prepared prepared = records.read(image);
      if (ledger.unneeded(prepared.sending())) {
        tally.skipped();
        return Optional.empty();
      }
      return Optional.of(prepared);
    } catch (IOException e) {
      failures.unreadable(image, e, tally);
      return Optional.empty();
    }
  }

  private void send(ImageRecordFactory.Prepared prepared) {
    ImageMetadata sending = prepared.sending();
    if (stop.wantedNow()) {
      failures.failed(sending.image(), "was not sent: stopped", tally);
      return;
    }
    pace.await();
    try {
      Future<RecordMetadata> unused = // the callback tells
          producer.send(
              prepared.record(), (metadata, failure) -> answered(sending, metadata, failure));
    } catch (InterruptException e) {
      stop.soon();
      failures.failed(sending.image(), "was not sent: interrupted", tally);
    } catch (KafkaException e) {
      failures.refused(sending.image(), e, tally);
    }
  }

  private void answered(ImageMetadata sending, RecordMetadata metadata, Exception failure) {
    try {
      if (failure == null) {
        tally.published(sending, metadata.partition(), metadata.offset());
      } else {
        failures.refused(sending.image(), failure, tally);
      }
    } catch (RuntimeException e) { // the journal's disk is full, for one
      unforeseen(e);
    }
  }

  private void unforeseen(Throwable failure) {
    if (stop.now() || unforeseen == null) {
      unforeseen =
          failure instanceof RuntimeException runtime
              ? runtime
              : new IllegalStateException(failure);
    }
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
