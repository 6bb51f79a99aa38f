package dev.imageclassifier.ingest.run;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.OutcomeStore;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.ingest.publish.PublishTotals;
import dev.imageclassifier.ingest.publish.Publisher;
import dev.imageclassifier.kafka.KafkaClientException;
import java.util.concurrent.CompletableFuture;

/**
 * One ingest run: publishes the selected files and, if configured, waits until each has an outcome.
 * The journal stores every step, so that a later process can resume the run after a crash.
 *
 * <pre>{@code
 * try (Journal journal = Journal.open(file);
 *     IngestRun run = IngestRun.open(journal, settings, listener)) {
 *   IngestTotals totals = run.execute();
 * }
 * }</pre>
 *
 * <p>Not thread-safe, except {@link #cancel}, which another thread may call.
 */
public final class IngestRun implements AutoCloseable {
  private final IngestSettings settings;
  private final IngestListener listener;
  private final Publisher publisher;
  private final RunJournal run;
  private final JournalHistory history;
  private final RunReport report;
  private volatile OutcomeTracker tracker;

  private IngestRun(
      IngestSettings settings,
      IngestListener listener,
      Publisher publisher,
      JournalHistory history,
      RunReport report) {
    this.settings = settings;
    this.listener = listener;
    this.publisher = publisher;
    this.run = history.run();
    this.history = history;
    this.report = report;
  }

  /**
   * Connects to the brokers and starts or resumes the run in the journal. The journal must stay
   * open until the run is closed.
   *
   * @throws KafkaClientException when no broker responds in time or the input topic does not exist
   * @throws UserError when the topic was recreated, the run cannot be started or resumed, or the
   *     report cannot be written
   * @throws InterruptedException when the thread is interrupted while it waits for the brokers
   */
  public static IngestRun open(Journal journal, IngestSettings settings, IngestListener listener)
      throws InterruptedException {
    PublishSettings publish = settings.publish();
    // first, so that an invalid file name is reported before the run is stored
    RunReport report = settings.report() == null ? null : RunReport.open(settings.report());
    Publisher publisher = null;
    RunJournal run = null;
    IngestRun opened = null;
    try {
      publisher = new Publisher(settings.client(), publish, listener);
      DeliveredRecords delivered = DeliveredRecords.NONE;
      if (settings.resume()) {
        run = journal.resume(publish.run());
        requireSameTopic(run.info(), publisher.topicId());
        delivered = DeliveredRecords.read(run, settings.client(), publish.connectTimeout());
      } else {
        RunPlan plan = new RunPlan(settings.files(), publish.keys(), publish.headers());
        run = journal.begin(publish.run(), publish.topic(), publisher.topicId(), plan.toJson());
      }
      JournalHistory history =
          new JournalHistory(journal, run, delivered, settings.skipUnchanged());
      opened = new IngestRun(settings, listener, publisher, history, report);
      return opened;
    } finally {
      if (opened == null) {
        closeAll(report, run, publisher);
      }
    }
  }

  /**
   * Publishes the files, waits for outcomes if configured, and writes the report.
   *
   * @throws KafkaClientException when a topic of outcomes cannot be read
   * @throws UserError when the report cannot be written
   */
  public IngestTotals execute() throws InterruptedException {
    long start = System.nanoTime();
    listener.started(run.outcomes().summary());
    PublishTotals totals;
    boolean complete;
    try (OutcomeTracker outcomes =
        settings.waitForOutcomes()
            ? OutcomeTracker.follow(run, settings.outcomeSource(), listener::outcome)
            : null) {
      tracker = outcomes;
      if (settings.countFiles()) {
        countFiles();
      }
      totals = publish();
      run.flush();
      complete = !publisher.isStopped();
      if (complete) {
        run.complete();
        if (outcomes != null) {
          outcomes.await(settings.outcomeTimeout());
        }
      }
    }
    // close the tracker first, so that it stores the outcomes that were read last
    if (report != null) {
      report.write(run.outcomes());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new IngestTotals(run.info().id(), run.outcomes().summary(), totals, complete, seconds);
  }

  /** Reads no further file and waits for no further outcome. Thread-safe. */
  public void cancel() {
    publisher.stop();
    OutcomeTracker current = tracker;
    if (current != null) {
      current.cancel();
    }
  }

  /** The stored outcomes of the run. */
  public OutcomeStore outcomes() {
    return run.outcomes();
  }

  @Override
  public void close() {
    closeAll(report, run, publisher);
  }

  /** Closes all resources; each may be null. */
  private static void closeAll(RunReport report, RunJournal run, Publisher publisher) {
    try {
      if (report != null) {
        report.close();
      }
    } finally {
      try {
        if (run != null) {
          run.close();
        }
      } finally {
        if (publisher != null) {
          publisher.close();
        }
      }
    }
  }

  private PublishTotals publish() {
    if (!settings.watch()) {
      return publisher.publish(settings.files(), history);
    }
    DirectoryWatch files =
        new DirectoryWatch(settings.files(), run, publisher::isStopped, listener::warning);
    return publisher.publish(files, history);
  }

  private void countFiles() {
    CompletableFuture<Void> unused =
        CompletableFuture.runAsync(
            () -> settings.files().count().ifPresent(listener::filesCounted));
  }

  private static void requireSameTopic(RunInfo run, String topicId) {
    if (!run.topicId().equals(topicId)) {
      throw new UserError(
          """
          The topic '%s' is not the topic of the run '%s': it was deleted and recreated, or these \
          are other brokers. Start a new run."""
              .formatted(run.topic(), run.id()));
    }
  }
}
