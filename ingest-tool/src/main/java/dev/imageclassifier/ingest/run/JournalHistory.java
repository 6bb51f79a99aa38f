package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.ingest.files.FileVersion;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.PublishedFile;
import dev.imageclassifier.ingest.journal.PublishedVersion;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.publish.ImageMetadata;
import dev.imageclassifier.ingest.publish.PublishHistory;
import java.io.IOException;
import java.util.Optional;

/** Stores the publisher's history in the journal of the run. Thread-safe. */
final class JournalHistory implements PublishHistory {
  private final Journal journal;
  private final RunJournal run;
  private final DeliveredRecords delivered;
  private final boolean skipUnchanged;

  JournalHistory(
      Journal journal, RunJournal run, DeliveredRecords delivered, boolean skipUnchanged) {
    this.journal = journal;
    this.run = run;
    this.delivered = delivered;
    this.skipUnchanged = skipUnchanged;
  }

  RunJournal run() {
    return run;
  }

  @Override
  public boolean shouldPublish(ImageFile file) {
    if (!run.claim(file.source())) {
      return false;
    }
    if (skipUnchanged && isUnchanged(file)) {
      run.release(file.source());
      return false;
    }
    return true;
  }

  @Override
  public boolean isDuplicate(ImageMetadata image) {
    Optional<RecordPosition> position = delivered.remove(image.key(), image.sha256());
    if (position.isPresent()) {
      published(image, position.get().partition(), position.get().offset());
      return true;
    }
    if (skipUnchanged
        && lastPublished(image.file())
            .filter(last -> last.sha256().equals(image.sha256()))
            .isPresent()) {
      run.release(image.file().source());
      return true;
    }
    return false;
  }

  @Override
  public void published(ImageMetadata image, int partition, long offset) {
    PublishedVersion version =
        new PublishedVersion(image.bytes(), image.modified(), image.sha256());
    run.published(
        new PublishedFile(image.file().source(), image.key(), version, partition, offset));
  }

  @Override
  public void failed(String source, String reason) {
    run.failed(source, reason);
  }

  private boolean isUnchanged(ImageFile file) {
    try {
      FileVersion version = file.version();
      return lastPublished(file)
          .filter(
              last ->
                  last.bytes() == version.bytes()
                      && last.modified().toEpochMilli() == version.modified().toEpochMilli())
          .isPresent();
    } catch (IOException e) {
      return false; // the error is reported when the file is read
    }
  }

  private Optional<PublishedVersion> lastPublished(ImageFile file) {
    return journal.lastPublished(file.source(), run.info().topicId());
  }
}
