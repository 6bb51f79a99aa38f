package dev.imageclassifier.ingest.command;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.publish.PublishListener;
import dev.imageclassifier.ingest.publish.PublishTotals;
import dev.imageclassifier.ingest.run.OutcomeTracker;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Shows a person how publishing goes: on a terminal a bar that is drawn over itself, otherwise a
 * line every few seconds. What failed stays on the screen. Thread-safe.
 */
final class IngestProgress implements PublishListener, AutoCloseable {
  private static final long BAR_MILLISECONDS = 200;
  private static final long LINE_MILLISECONDS = 5_000;
  private static final String CLEAR_LINE = "\r\u001b[K";
  // what is too long for the line is cut: a second line could not be drawn over
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter err;
  private final boolean terminal;
  private final ScheduledExecutorService clock =
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
  private Optional<OutcomeTracker> outcomes = Optional.empty();
  private boolean barShown;

  IngestProgress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Starts showing. */
  synchronized void begin() {
    start = System.nanoTime();
    long period = terminal ? BAR_MILLISECONDS : LINE_MILLISECONDS;
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
  }

  /** How many files there are: from now on a bar can be drawn. */
  synchronized void total(long files) {
    total = OptionalLong.of(files);
  }

  /** Counts what becomes of the files, too. */
  synchronized void following(OutcomeTracker read) {
    outcomes = Optional.of(read);
  }

  /** Something to say in between. */
  synchronized void say(String sentence) {
    line(sentence);
  }

  /** Stops showing, and says what came out. */
  synchronized void end(PublishTotals totals) {
    clock.shutdownNow();
    if (totals.published() + totals.failed() + totals.skipped() == 0) {
      line("No file was found; hidden files and symbolic links are skipped.");
    } else {
      double seconds = outcomes.isPresent() ? seconds() : totals.seconds();
      line(
          ProgressText.line(counts(totals.published(), totals.failed(), totals.skipped()), seconds)
              + " in run "
              + ErrorText.printable(totals.run()));
    }
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
  public synchronized void close() {
    clock.shutdownNow();
    clearBar();
    err.flush();
  }

  synchronized void show() {
    double seconds = seconds();
    if (terminal && total.isPresent()) {
      clearBar();
      err.print(
          NO_WRAP
              + ProgressText.bar(counts(published, failed, skipped), total.getAsLong(), seconds)
              + WRAP);
      err.flush();
      barShown = true;
    } else {
      line(ProgressText.line(counts(published, failed, skipped), seconds));
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private ProgressText.Counts counts(long sent, long notSent, long left) {
    return new ProgressText.Counts(
        sent,
        notSent,
        left,
        outcomes.isPresent(),
        outcomes.map(OutcomeTracker::labelled).orElse(0L),
        outcomes.map(OutcomeTracker::deadLettered).orElse(0L),
        outcomes.map(it -> it.before().published()).orElse(0L),
        outcomes.map(it -> it.before().labelled() + it.before().deadLettered()).orElse(0L));
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
