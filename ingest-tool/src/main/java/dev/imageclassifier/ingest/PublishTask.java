package dev.imageclassifier.ingest;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.ingest.bulk.BulkRun;
import dev.imageclassifier.ingest.bulk.OutcomeTopics;
import dev.imageclassifier.ingest.bulk.Outcomes;
import dev.imageclassifier.ingest.bulk.Plan;
import dev.imageclassifier.ingest.bulk.Report;
import dev.imageclassifier.ingest.bulk.Watch;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.Summary;
import dev.imageclassifier.ingest.publish.Ledger;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.ingest.publish.PublishTotals;
import dev.imageclassifier.ingest.publish.Publisher;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Publishes a run, and waits for its outcomes where that is wanted. */
final class PublishTask {
  private final Journal journal;
  private final Plan plan;
  private final PublishSettings settings;
  private final OutcomeTopics topics;
  private final WaitOptions wait;
  private final boolean resume;
  private final boolean skipUnchanged;
  private final boolean watch;

  PublishTask(
      Journal journal,
      Plan plan,
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
    Optional<Report> report = Optional.ofNullable(wait.report).map(Report::open);
    boolean terminal = Terminal.present();
    try (Progress progress = new Progress(err, terminal);
        Publisher publisher = new Publisher(topics.client(), settings, progress);
        BulkRun run = open(publisher)) {
      if (terminal && !watch) {
        count(progress);
      }
      Optional<Outcomes> outcomes =
          wait.wait ? Optional.of(Outcomes.follow(run.journal(), topics)) : Optional.empty();
      try (Interruption interruption =
          Interruption.stopping(
              () -> {
                publisher.stop();
                outcomes.ifPresent(Outcomes::stop);
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
        outcomes.ifPresent(Outcomes::close);
        progress.end(totals);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (interruption.interrupted()) {
          err.println("Interrupted: go on with --resume " + settings.run() + ".");
        }
        return end(run, totals, report, seconds, out, err, interruption.interrupted());
      } finally {
        outcomes.ifPresent(Outcomes::close);
      }
    } finally {
      report.ifPresent(Report::close);
    }
  }

  private BulkRun open(Publisher publisher) throws InterruptedException {
    return resume
        ? BulkRun.resume(
            journal, settings.run(), publisher.topicId(), topics.client(), settings.timeout())
        : BulkRun.begin(journal, settings.run(), settings.topic(), publisher.topicId(), plan);
  }

  private PublishTotals publish(Publisher publisher, BulkRun run, Progress progress) {
    Ledger ledger = run.ledger(skipUnchanged);
    if (!watch) {
      return publisher.publish(plan.selection(), ledger);
    }
    progress.say("Watching; Ctrl-C ends it.");
    Watch files = new Watch(plan.selection(), run.journal(), publisher::stopped, progress::say);
    return publisher.publish(files, ledger);
  }

  private void await(Optional<Outcomes> outcomes, Progress progress, BulkRun run)
      throws InterruptedException {
    if (outcomes.isPresent()) {
      outcomes.get().await(wait.timeout());
      long pending = run.journal().outcomes().summary().pending();
      if (pending > 0) {
        progress.say(
            pending
                + " published pictures have no outcome yet: look again with 'ingest status "
                + settings.run()
                + "'.");
      }
    }
  }

  private int end(
      BulkRun run,
      PublishTotals totals,
      Optional<Report> report,
      double seconds,
      PrintWriter out,
      PrintWriter err,
      boolean interrupted) {
    Summary summary = run.journal().outcomes().summary();
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
  private void count(Progress progress) {
    CompletableFuture<Void> unused =
        CompletableFuture.runAsync(() -> plan.selection().count().ifPresent(progress::total));
  }
}
