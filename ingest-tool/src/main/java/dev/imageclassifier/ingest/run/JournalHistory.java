package dev.imageclassifier.ingest.run;

import dev.imageclassifier.ingest.files.FileContent;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.PublishedFile;
import dev.imageclassifier.ingest.journal.PublishedVersion;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.publish.ImageMetadata;
import dev.imageclassifier.ingest.publish.PublishHistory;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** The journal of a run as the publisher's memory. Thread-safe. */
final class JournalHistory implements PublishHistory {
  private final Journal journal;
  private final RunJournal run;
  private final DeliveredRecords arrivals;
  private final boolean skipUnchanged;

  JournalHistory(
      Journal journal, RunJournal run, DeliveredRecords arrivals, boolean skipUnchanged) {
    this.journal = journal;
    this.run = run;
    this.arrivals = arrivals;
    this.skipUnchanged = skipUnchanged;
  }

  @Override
  public boolean claim(ImageFile image) {
    if (!run.claim(image.source())) {
      return false;
    }
    if (skipUnchanged && sameVersion(image)) {
      run.forget(image.source());
      return false;
    }
    return true;
  }

  @Override
  public boolean unneeded(ImageMetadata sending) {
    Optional<DeliveredRecords.Found> arrived = arrivals.take(sending.key(), sending.sha256());
    if (arrived.isPresent()) {
      published(sending, arrived.get().partition(), arrived.get().offset());
      return true;
    }
    if (skipUnchanged && lastPublished(sending.image()).filter(sameBytes(sending)).isPresent()) {
      run.forget(sending.image().source());
      return true;
    }
    return false;
  }

  @Override
  public void published(ImageMetadata sending, int partition, long offset) {
    run.published(
        PublishedFile.of(
            sending.image().source(),
            sending.key(),
            sending.bytes(),
            sending.modified(),
            sending.sha256(),
            partition,
            offset));
  }

  @Override
  public void failed(String source, String reason) {
    run.failed(source, reason);
  }

  private boolean sameVersion(ImageFile image) {
    try {
      FileContent.Version now = image.version();
      return lastPublished(image)
          .filter(
              last ->
                  last.bytes() == now.bytes()
                      && last.modified().toEpochMilli() == now.modified().toEpochMilli())
          .isPresent();
    } catch (IOException e) {
      return false; // reading it will tell
    }
  }

  private Optional<PublishedVersion> lastPublished(ImageFile image) {
    return journal.lastPublished(image.source(), run.entry().topicId());
  }

  private static Predicate<PublishedVersion> sameBytes(ImageMetadata sending) {
    return last -> last.sha256().equals(sending.sha256());
  }
}
