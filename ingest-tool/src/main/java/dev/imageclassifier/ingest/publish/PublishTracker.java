package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.RejectedFileException;
import dev.imageclassifier.kafka.KafkaErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Counts files, forwards each state to the history and the listener, and stops the publisher when a
 * failure concerns every file. Thread-safe.
 */
final class PublishTracker {
  private final Map<String, ?> client;
  private final String topic;
  private final PublishListener listener;
  private final PublishHistory history;
  private final StopFlag stop;
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  PublishTracker(
      Map<String, ?> client,
      String topic,
      PublishListener listener,
      PublishHistory history,
      StopFlag stop) {
    this.client = client;
    this.topic = topic;
    this.listener = listener;
    this.history = history;
    this.stop = stop;
  }

  void published(ImageMetadata image, int partition, long offset) {
    history.published(image, partition, offset);
    published.incrementAndGet();
    bytes.addAndGet(image.bytes());
    listener.published(image.key(), image.bytes());
  }

  void skipped() {
    skipped.incrementAndGet();
    listener.skipped();
  }

  void unlistable(Path path, IOException failure) {
    failed(
        path.toAbsolutePath().normalize().toString(),
        path.toString(),
        "cannot be listed (%s): check that it is readable and publish it again"
            .formatted(ErrorText.reason(failure)));
  }

  void unreadable(ImageFile file, IOException failure) {
    failed(
        file,
        failure instanceof RejectedFileException
            ? failure.getMessage()
            : "cannot be read (%s): check that it exists and is readable, and publish it again"
                .formatted(ErrorText.reason(failure)));
  }

  /**
   * A record that is too large does not affect other records. Any other failure would occur for
   * every file.
   */
  void rejected(ImageFile file, Exception failure) {
    if (failure instanceof RecordTooLargeException) {
      failed(
          file,
          """
          is too large for the topic or the producer (%s): raise max.message.bytes of topic '%s' \
          or the named property"""
              .formatted(ErrorText.reason(failure), topic));
      return;
    }
    failed(file, "was not acknowledged (" + ErrorText.reason(failure) + ")");
    if (stop.abort()) {
      listener.stopped(KafkaErrors.explain(failure, client, topic).getMessage());
    }
  }

  void failed(ImageFile file, String reason) {
    failed(file.source(), file.name(), reason);
  }

  PublishTotals totals() {
    return new PublishTotals(published.get(), failed.get(), skipped.get(), bytes.get());
  }

  private void failed(String source, String name, String reason) {
    history.failed(source, reason);
    failed.incrementAndGet();
    listener.failed(name, reason);
  }
}
