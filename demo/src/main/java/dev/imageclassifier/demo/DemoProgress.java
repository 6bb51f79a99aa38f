package dev.imageclassifier.demo;

import dev.imageclassifier.cli.ProgressDisplay;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.run.IngestListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** Counts published images and their outcomes, and shows them on standard error. Thread-safe. */
final class DemoProgress implements IngestListener, AutoCloseable {
  /** The demo stops if no image is published or classified for this time. */
  static final Duration STALL_TIMEOUT = Duration.ofMinutes(2);

  private static final double NANOS = 1e9;

  private final ProgressDisplay display;
  private volatile Runnable onStall = () -> {};
  private long start = System.nanoTime();
  private long published;
  private long labelled;
  private long deadLettered;
  private long lastChange = System.nanoTime();

  /**
   * Creates the display.
   *
   * @param terminal whether {@code err} is a terminal
   */
  DemoProgress(PrintWriter err, boolean terminal) {
    display = new ProgressDisplay(err, terminal, redrawn -> status());
  }

  /**
   * Starts to show the counts.
   *
   * @param stop called when no image was published or classified for two minutes
   */
  synchronized void start(Runnable stop) {
    onStall = stop;
    start = System.nanoTime();
    lastChange = start;
    display.start();
  }

  /** Prints a line that remains on the screen. */
  void message(String text) {
    display.message("demo: " + ErrorText.printable(text));
  }

  @Override
  public synchronized void published(String key, long bytes) {
    published++;
    touch();
  }

  @Override
  public synchronized void outcome(StoredOutcome outcome) {
    if (outcome.isLabelled()) {
      labelled++;
    } else {
      deadLettered++;
    }
    touch();
  }

  /** Records that something happened. */
  synchronized void touch() {
    lastChange = System.nanoTime();
  }

  @Override
  public void failed(String name, String reason) {
    message(name + " " + reason + ".");
  }

  @Override
  public void stopped(String sentence) {
    message(sentence);
  }

  @Override
  public void warning(String sentence) {
    message(sentence);
  }

  /** Counts so far. An image with two outcomes counts twice. */
  synchronized DemoCounts counts() {
    return new DemoCounts(
        published, labelled, deadLettered, Math.max(0, published - labelled - deadLettered));
  }

  /** Seconds from the start to the last published image or outcome. */
  synchronized double seconds() {
    return (lastChange - start) / NANOS;
  }

  /** Whether no image was published or classified for two minutes. */
  synchronized boolean isStalled() {
    return System.nanoTime() - lastChange > STALL_TIMEOUT.toNanos();
  }

  private Optional<String> status() {
    if (isStalled()) {
      onStall.run();
    }
    DemoCounts counts = counts();
    return counts.published() == 0 ? Optional.empty() : Optional.of("demo: " + counts);
  }

  /** Stops to show the counts. Messages can still be printed. */
  @Override
  public void close() {
    display.close();
  }
}
