package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.publish.ImageRecordFactory.ImageRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the files that the history claims, on several threads. */
final class ReaderPool {
  private final ImageRecordFactory records;
  private final PublishHistory history;
  private final PublishTracker tracker;
  private final int threads;
  private final ExecutorService executor;

  ReaderPool(
      ImageRecordFactory records, PublishHistory history, PublishTracker tracker, int threads) {
    this.records = records;
    this.history = history;
    this.tracker = tracker;
    this.threads = threads;
    this.executor = Executors.newFixedThreadPool(threads, DaemonThreads.named("read"));
  }

  /** The maximum number of files in memory. */
  int capacity() {
    return 2 * threads;
  }

  /** Starts to read a file; the result is empty for a file that is not sent. */
  Future<Optional<ImageRecord>> read(ImageFile file) {
    return file.isStreamed()
        ? CompletableFuture.completedFuture(readNow(file))
        : executor.submit(() -> readNow(file));
  }

  void shutdown() {
    executor.shutdown();
  }

  void shutdownNow() {
    executor.shutdownNow();
  }

  private Optional<ImageRecord> readNow(ImageFile file) {
    try {
      if (!history.shouldPublish(file)) {
        tracker.skipped();
        return Optional.empty();
      }
      ImageRecord record = records.read(file);
      if (history.isDuplicate(record.image())) {
        tracker.skipped();
        return Optional.empty();
      }
      return Optional.of(record);
    } catch (IOException e) {
      tracker.unreadable(file, e);
      return Optional.empty();
    }
  }
}
