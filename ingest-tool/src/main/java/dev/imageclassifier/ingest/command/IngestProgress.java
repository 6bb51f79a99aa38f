package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ProgressDisplay;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.publish.PublishTotals;
import dev.imageclassifier.ingest.run.IngestListener;
import dev.imageclassifier.ingest.run.IngestTotals;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Displays the progress of a run on standard error: a progress bar on a terminal, otherwise a line
 * every few seconds. Failures stay on the screen. Thread-safe.
 */
final class IngestProgress implements IngestListener, AutoCloseable {
  private static final long UNKNOWN = -1;

  private final ProgressDisplay display;
  private final boolean waiting;
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong labelled = new AtomicLong();
  private final AtomicLong deadLettered = new AtomicLong();
  private volatile RunSummary before = RunSummary.EMPTY;
  private volatile long start = System.nanoTime();
  private volatile long total = UNKNOWN;

  /**
   * @param terminal whether to draw a progress bar
   * @param waiting whether the run waits for outcomes
   */
  IngestProgress(PrintWriter err, boolean terminal, boolean waiting) {
    this.display = new ProgressDisplay(err, terminal, redrawn -> Optional.of(status(redrawn)));
    this.waiting = waiting;
  }

  @Override
  public void started(RunSummary summary) {
    before = summary;
    labelled.set(summary.labelled());
    deadLettered.set(summary.deadLettered());
    start = System.nanoTime();
    display.start();
  }

  @Override
  public void filesCounted(long files) {
    total = files;
  }

  @Override
  public void published(String key, long bytes) {
    published.incrementAndGet();
  }

  @Override
  public void failed(String name, String reason) {
    failed.incrementAndGet();
    display.message(ErrorText.printable(name) + " " + reason + ".");
  }

  @Override
  public void skipped() {
    skipped.incrementAndGet();
  }

  @Override
  public void stopped(String sentence) {
    display.message("Stopped: " + sentence);
  }

  @Override
  public void outcome(StoredOutcome outcome) {
    (outcome.isLabelled() ? labelled : deadLettered).incrementAndGet();
  }

  @Override
  public void warning(String sentence) {
    display.message(sentence);
  }

  /** Stops the display and prints the counters of this process. */
  void end(IngestTotals totals) {
    display.close();
    long pending = totals.summary().pending();
    if (waiting && totals.complete() && pending > 0) {
      display.message(
          "%d published images have no outcome yet. Check again with 'ingest status %s'."
              .formatted(pending, totals.run()));
    }
    PublishTotals process = totals.thisProcess();
    if (process.published() + process.failed() + process.skipped() == 0) {
      display.message("No files found. Hidden files and symbolic links are skipped.");
    } else {
      display.message(
          "%s in run %s"
              .formatted(
                  ProgressText.line(counts(), totals.seconds()),
                  ErrorText.printable(totals.run())));
    }
  }

  /** Displays the progress now. */
  void show() {
    display.show();
  }

  @Override
  public void close() {
    display.close();
  }

  private String status(boolean redrawn) {
    double seconds = (System.nanoTime() - start) / 1e9;
    return redrawn && total != UNKNOWN
        ? ProgressText.bar(counts(), total, seconds)
        : ProgressText.line(counts(), seconds);
  }

  private ProgressText.Counts counts() {
    return new ProgressText.Counts(
        published.get(),
        failed.get(),
        skipped.get(),
        waiting,
        labelled.get(),
        deadLettered.get(),
        before.published(),
        before.labelled() + before.deadLettered());
  }
}
