package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.publish.PublishHistory;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.ingest.publish.PublishTotals;
import dev.imageclassifier.ingest.publish.Publisher;
import dev.imageclassifier.ingest.run.BulkRun;
import dev.imageclassifier.ingest.run.FolderWatch;
import dev.imageclassifier.ingest.run.OutcomeTopics;
import dev.imageclassifier.ingest.run.OutcomeTracker;
import dev.imageclassifier.ingest.run.RunPlan;
import dev.imageclassifier.ingest.run.RunReport;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Publishes a run, and waits for its outcomes where that is wanted. */
final class PublishTask {
  private final Journal journal;
  private final RunPlan plan;
  private final PublishSettings settings;
  private final OutcomeTopics topics;
  private final WaitOptions wait;
  private final boolean resume;
  private final boolean skipUnchanged;
  private final boolean watch;

  PublishTask(
      Journal journal,
      RunPlan plan,
      PublishSettings settings,
      OutcomeTopics topics,
      WaitOptions wait,
      boolean resume,
      boolean skipUnchanged,
      boolean watch) {
    this.journal = journal;
    this.plan = plan;
    this.settings = settings;
    this.topics = topics;
    this.wait = wait;
    this.resume = resume;
    this.skipUnchanged = skipUnchanged;
    this.watch = watch;
  }

  int run(PrintWriter out, PrintWriter err) throws InterruptedException {
    Optional<RunReport> report = Optional.ofNullable(wait.report).map(RunReport::open);
    boolean terminal = Terminal.present();
    try (IngestProgress progress = new IngestProgress(err, terminal);
        Publisher publisher = new Publisher(topics.client(), settings, progress);
        BulkRun run = open(publisher)) {
      if (terminal && !watch) {
        count(progress);
      }
      Optional<OutcomeTracker> outcomes =
          wait.wait ? Optional.of(OutcomeTracker.follow(run.journal(), topics)) : Optional.empty();
      try (ShutdownSignal interruption =
          ShutdownSignal.stopping(
              () -> {
                publisher.stop();
                outcomes.ifPresent(OutcomeTracker::stop);
              })) {
        outcomes.ifPresent(progress::following);
        progress.begin();
        long start = System.nanoTime();
        PublishTotals totals = publish(publisher, run, progress);
        run.journal().flush();
        if (!publisher.stopped()) {
          run.journal().complete();
          await(outcomes, progress, run);
        }
        outcomes.ifPresent(OutcomeTracker::close);
        progress.end(totals);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (interruption.interrupted()) {
          err.println("Interrupted: go on with --resume " + settings.run() + ".");
        }
        return end(run, totals, report, seconds, out, err, interruption.interrupted());
      } finally {
        outcomes.ifPresent(OutcomeTracker::close);
      }
    } finally {
      report.ifPresent(RunReport::close);
    }
  }

  private BulkRun open(Publisher publisher) throws InterruptedException {
    return resume
        ? BulkRun.resume(
            journal, settings.run(), publisher.topicId(), topics.client(), settings.timeout())
        : BulkRun.begin(journal, settings.run(), settings.topic(), publisher.topicId(), plan);
  }

  private PublishTotals publish(Publisher publisher, BulkRun run, IngestProgress progress) {
    PublishHistory ledger = run.ledger(skipUnchanged);
    if (!watch) {
      return publisher.publish(plan.selection(), ledger);
    }
    progress.say("Watching; Ctrl-C ends it.");
    FolderWatch files =
        new FolderWatch(plan.selection(), run.journal(), publisher::stopped, progress::say);
    return publisher.publish(files, ledger);
  }

  private void await(Optional<OutcomeTracker> outcomes, IngestProgress progress, BulkRun run)
      throws InterruptedException {
    if (outcomes.isPresent()) {
      outcomes.get().await(wait.timeout());
      long pending = run.journal().outcomes().summary().pending();
      if (pending > 0) {
        progress.say(
            pending
                + " published images have no outcome yet: look again with 'ingest status "
                + settings.run()
                + "'.");
      }
    }
  }

  private int end(
      BulkRun run,
      PublishTotals totals,
      Optional<RunReport> report,
      double seconds,
      PrintWriter out,
      PrintWriter err,
      boolean interrupted) {
    RunSummary summary = run.journal().outcomes().summary();
    report.ifPresent(file -> file.write(run.journal().outcomes()));
    err.print(ProgressText.summary(summary));
    err.flush();
    out.println(
        TotalsJson.of(settings.run(), summary, totals.skipped(), totals.published(), seconds));
    out.flush();
    if (interrupted || totals.failed() > 0) {
      return ExitCode.FAILURE;
    }
    return wait.wait ? TotalsJson.exitCode(summary) : ExitCode.OK;
  }

  /** Counts the files while they are being sent; opens none. */
  private void count(IngestProgress progress) {
    CompletableFuture<Void> unused =
        CompletableFuture.runAsync(() -> plan.selection().count().ifPresent(progress::total));
  }
}
