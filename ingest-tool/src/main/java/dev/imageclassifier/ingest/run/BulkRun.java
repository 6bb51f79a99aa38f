package dev.imageclassifier.ingest.run;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.publish.PublishHistory;
import java.time.Duration;
import java.util.Map;

/**
 * A run that this process publishes: begun, or gone on with after an earlier process ended in
 * whatever way.
 */
public final class BulkRun implements AutoCloseable {
  private final Journal journal;
  private final RunJournal entries;
  private final DeliveredRecords arrivals;

  private BulkRun(Journal journal, RunJournal entries, DeliveredRecords arrivals) {
    this.journal = journal;
    this.entries = entries;
    this.arrivals = arrivals;
  }

  /**
   * Begins a run.
   *
   * @throws UserError when there is a run of this id already
   */
  public static BulkRun begin(
      Journal journal, String id, String topic, String topicId, RunPlan plan) {
    return new BulkRun(
        journal, journal.begin(id, topic, topicId, plan.json()), DeliveredRecords.none());
  }

  /**
   * Goes on with a run. Reads from the topic what arrived of that which was in flight.
   *
   * @throws UserError when there is no such run, another process has it, or its topic was made
   *     again
   */
  public static BulkRun resume(
      Journal journal, String id, String topicId, Map<String, ?> client, Duration timeout)
      throws InterruptedException {
    RunJournal entries = journal.resume(id);
    boolean opened = false;
    try {
      RunInfo entry = entries.entry();
      if (!entry.topicId().equals(topicId)) {
        throw new UserError(
            "The topic '"
                + entry.topic()
                + "' is not the one that the run '"
                + id
                + "' began with: it was deleted and made again, or these are other brokers; begin a"
                + " new run.");
      }
      BulkRun run = new BulkRun(journal, entries, DeliveredRecords.of(entries, client, timeout));
      opened = true;
      return run;
    } finally {
      if (!opened) {
        entries.close();
      }
    }
  }

  /** The run's files and outcomes. */
  public RunJournal journal() {
    return entries;
  }

  /**
   * Knows what need not be sent.
   *
   * @param skipUnchanged whether that includes what any run has sent as it is now
   */
  public PublishHistory ledger(boolean skipUnchanged) {
    return new JournalHistory(journal, entries, arrivals, skipUnchanged);
  }

  @Override
  public void close() {
    entries.close();
  }
}
