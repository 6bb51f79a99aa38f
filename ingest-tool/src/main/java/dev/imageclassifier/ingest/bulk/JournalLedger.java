package dev.imageclassifier.ingest.bulk;

import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.PublishedVersion;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.journal.SentFile;
import dev.imageclassifier.ingest.publish.Ledger;
import dev.imageclassifier.ingest.publish.Sending;
import dev.imageclassifier.ingest.select.Content;
import dev.imageclassifier.ingest.select.PictureFile;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** The journal of a run as the publisher's memory. Thread-safe. */
final class JournalLedger implements Ledger {
  private final Journal journal;
  private final RunJournal run;
  private final Arrivals arrivals;
  private final boolean skipUnchanged;

  JournalLedger(Journal journal, RunJournal run, Arrivals arrivals, boolean skipUnchanged) {
    this.journal = journal;
    this.run = run;
    this.arrivals = arrivals;
    this.skipUnchanged = skipUnchanged;
  }

  @Override
  public boolean claim(PictureFile picture) {
    if (!run.claim(picture.source())) {
      return false;
    }
    if (skipUnchanged && sameVersion(picture)) {
      run.forget(picture.source());
      return false;
    }
    return true;
  }

  @Override
  public boolean unneeded(Sending sending) {
    Optional<Arrivals.Found> arrived = arrivals.take(sending.key(), sending.sha256());
    if (arrived.isPresent()) {
      published(sending, arrived.get().partition(), arrived.get().offset());
      return true;
    }
    if (skipUnchanged && lastPublished(sending.picture()).filter(sameBytes(sending)).isPresent()) {
      run.forget(sending.picture().source());
      return true;
    }
    return false;
  }

  @Override
  public void published(Sending sending, int partition, long offset) {
    run.published(
        SentFile.of(
            sending.picture().source(),
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

  private boolean sameVersion(PictureFile picture) {
    try {
      Content.Version now = picture.version();
      return lastPublished(picture)
          .filter(
              last ->
                  last.bytes() == now.bytes()
                      && last.modified().toEpochMilli() == now.modified().toEpochMilli())
          .isPresent();
    } catch (IOException e) {
      return false; // reading it will tell
    }
  }

  private Optional<PublishedVersion> lastPublished(PictureFile picture) {
    return journal.lastPublished(picture.source(), run.entry().topicId());
  }

  private static Predicate<PublishedVersion> sameBytes(Sending sending) {
    return last -> last.sha256().equals(sending.sha256());
  }
}
