package dev.imageclassifier.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Shows the progress of a command on standard error. On a terminal it redraws one line five times
 * per second. Otherwise it prints a line every five seconds, if the line has changed. Messages stay
 * on the screen. Thread-safe.
 */
public final class ProgressDisplay implements AutoCloseable {
  private static final Duration REDRAW_INTERVAL = Duration.ofMillis(200);
  private static final Duration PRINT_INTERVAL = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\u001b[K";
  // Truncates a line that is too long, because the display can redraw only one line.
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter err;
  private final boolean terminal;
  private final Function<Boolean, Optional<String>> status;
  private final ScheduledExecutorService scheduler = DaemonThreads.singleScheduler("progress");
  private boolean drawn;
  private String printed = "";

  /**
   * A display that shows nothing until {@link #start}.
   *
   * @param terminal whether {@code err} is a terminal, see {@link Terminal#isPresent}
   * @param status returns the current status; its argument states whether the line is redrawn on a
   *     terminal; empty to show nothing. Called on the display's thread.
   */
  public ProgressDisplay(
      PrintWriter err, boolean terminal, Function<Boolean, Optional<String>> status) {
    this.err = err;
    this.terminal = terminal;
    this.status = status;
  }

  /** Starts to show the status. */
  public void start() {
    long period = (terminal ? REDRAW_INTERVAL : PRINT_INTERVAL).toMillis();
    ScheduledFuture<?> unused =
        scheduler.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
  }

  /** Prints a line that remains on the screen. */
  public synchronized void message(String line) {
    clear();
    err.println(line);
    err.flush();
  }

  /** Shows the status now. */
  public synchronized void show() {
    Optional<String> line = status.apply(terminal);
    if (line.isEmpty()) {
      return;
    }
    if (terminal) {
      clear();
      err.print(NO_WRAP + line.get() + WRAP);
      err.flush();
      drawn = true;
    } else if (!line.get().equals(printed)) {
      printed = line.get();
      message(printed);
    }
  }

  /** Stops showing the status and clears the line on a terminal. */
  @Override
  public synchronized void close() {
    scheduler.shutdownNow();
    clear();
    err.flush();
  }

  private void clear() {
    if (drawn) {
      err.print(CLEAR_LINE);
      drawn = false;
    }
  }
}
