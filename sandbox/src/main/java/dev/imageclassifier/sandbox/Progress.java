package dev.imageclassifier.sandbox;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * How far the demo is, on standard error: one line that changes on a terminal, a line every few
 * seconds otherwise. One thread.
 */
final class Progress {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final PrintWriter err;
  private final boolean terminal;
  private String shown = "";
  private long shownAt = System.nanoTime();

  Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Shows the account, if it is time to. */
  void show(Totals totals) {
    String line =
        String.format(
            Locale.ROOT,
            "%d published, %d labelled, %d dead-lettered, %d pending",
            totals.published(),
            totals.labelled(),
            totals.deadLettered(),
            totals.pending());
    if (line.equals(shown)) {
      return;
    }
    if (terminal) {
      err.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
    } else if (System.nanoTime() - shownAt >= PAUSE.toNanos()) {
      err.println(line);
      shownAt = System.nanoTime();
    } else {
      return;
    }
    shown = line;
    err.flush();
  }

  /** Leaves the line that changes, so that others can follow. */
  void end() {
    if (terminal && !shown.isEmpty()) {
      err.println();
      err.flush();
    }
  }
}
