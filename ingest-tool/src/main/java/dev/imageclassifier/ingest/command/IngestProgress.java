package dev.imageclassifier.ingest.command;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.publish.PublishTotals;
import dev.imageclassifier.ingest.run.IngestListener;
import dev.imageclassifier.ingest.run.IngestTotals;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Displays the progress of a run on standard error: a progress bar on a terminal, otherwise a line
 * every few seconds. Failures stay on the screen. Thread-safe.
 */
final class IngestProgress implements IngestListener, AutoCloseable {
  private static final long BAR_MILLISECONDS = 200;
  private static final long LINE_MILLISECONDS = 5_000;
  private static final String CLEAR_LINE = "\r\u001b[K";
  // a bar that wraps could not be overwritten
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean waiting;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private OptionalLong total = OptionalLong.empty();
  private long start = System.nanoTime();
  private long published;
  private long failed;
  private long skipped;
  private long labelled;
  private long deadLettered;
  private long publishedBefore;
  private long outcomesBefore;
  private boolean barShown;

  /**
   * @param terminal whether to draw a progress bar
   * @param waiting whether the run waits for outcomes
   */
  IngestProgress(PrintWriter err, boolean terminal, boolean waiting) {
    this.err = err;
    this.terminal = terminal;
    this.waiting = waiting;
  }

  @Override
  public synchronized void started(RunSummary before) {
    publishedBefore = before.published();
    outcomesBefore = before.labelled() + before.deadLettered();
    labelled = before.labelled();
    deadLettered = before.deadLettered();
    start = System.nanoTime();
    long period = terminal ? BAR_MILLISECONDS : LINE_MILLISECONDS;
    ScheduledFuture<?> unused =
        timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void filesCounted(long files) {
    total = OptionalLong.of(files);
  }

  @Override
  public synchronized void published(String key, long bytes) {
    published++;
  }

  @Override
  public synchronized void failed(String name, String reason) {
    failed++;
    line(ErrorText.printable(name) + " " + reason + ".");
  }

  @Override
  public synchronized void skipped() {
    skipped++;
  }

  @Override
  public synchronized void stopped(String sentence) {
    line("Stopped: " + sentence);
  }

  @Override
  public synchronized void outcome(StoredOutcome outcome) {
    if (outcome.isLabelled()) {
      labelled++;
    } else {
      deadLettered++;
    }
  }

  @Override
  public synchronized void warning(String sentence) {
    line(sentence);
  }

  /** Stops the display and prints the counters of this process. */
  synchronized void end(IngestTotals totals) {
    timer.shutdownNow();
    long pending = totals.summary().pending();
    if (waiting && totals.complete() && pending > 0) {
      line(
          "%d published images have no outcome yet. Check again with 'ingest status %s'."
              .formatted(pending, totals.run()));
    }
    PublishTotals process = totals.process();
    if (process.published() + process.failed() + process.skipped() == 0) {
      line("No files found. Hidden files and symbolic links are skipped.");
    } else {
      line(
          ProgressText.line(counts(), totals.seconds())
              + " in run "
              + ErrorText.printable(totals.run()));
    }
  }

  @Override
  public synchronized void close() {
    timer.shutdownNow();
    clearBar();
    err.flush();
  }

  synchronized void show() {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (terminal && total.isPresent()) {
      clearBar();
      err.print(NO_WRAP + ProgressText.bar(counts(), total.getAsLong(), seconds) + WRAP);
      err.flush();
      barShown = true;
    } else {
      line(ProgressText.line(counts(), seconds));
    }
  }

  private ProgressText.Counts counts() {
    return new ProgressText.Counts(
        published,
        failed,
        skipped,
        waiting,
        labelled,
        deadLettered,
        publishedBefore,
        outcomesBefore);
  }

  private void line(String text) {
    clearBar();
    err.println(text);
    err.flush();
  }

  private void clearBar() {
    if (barShown) {
      err.print(CLEAR_LINE);
      barShown = false;
    }
  }
}
