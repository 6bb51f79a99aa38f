package dev.imageclassifier.demo;

import dev.imageclassifier.contract.error.ErrorText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * What the demo tells on standard error: sentences, and how far it is, as one line that changes on
 * a terminal and a line every few seconds otherwise. Thread-safe.
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

  /** Tells a sentence, on a line of its own. */
  synchronized void say(String sentence) {
    clear();
    err.println("demo: " + ErrorText.printable(sentence));
    err.flush();
  }

  /** Shows the account, if it is time to. */
  synchronized void show(Totals totals) {
    if (totals.published() == 0) {
      return;
    }
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
      clear();
      err.print(line);
      shown = line;
    } else if (System.nanoTime() - shownAt >= PAUSE.toNanos()) {
      err.println("demo: " + line);
      shown = line;
      shownAt = System.nanoTime();
    }
    err.flush();
  }

  /** Takes the line that changes away, before something else is written. */
  synchronized void clear() {
    if (terminal && !shown.isEmpty()) {
      err.print("\r" + " ".repeat(shown.length()) + "\r");
      err.flush();
      shown = "";
    }
  }
}
