package dev.imageclassifier.model.command;

import dev.imageclassifier.model.zoo.ZooClient;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for each tenth of a download, on a terminal as in a log; small files get none. */
final class DownloadLines implements ZooClient.Listener {
  private static final long SMALL = 1 << 20;
  private static final double MB = 1e6;
  private static final int STEPS = 10;

  private final PrintWriter err;
  private long step = -1;

  DownloadLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void arrived(long bytes, long total) {
    long now = total > 0 ? bytes * STEPS / total : bytes / SMALL / STEPS;
    if (now != step && Math.max(bytes, total) > SMALL) {
      step = now;
      err.println(
          total > 0
              ? String.format(
                  Locale.ROOT,
                  "model pull: %.1f of %.1f MB (%d %%)",
                  bytes / MB,
                  total / MB,
                  bytes * 100 / total)
              : String.format(Locale.ROOT, "model pull: %.1f MB", bytes / MB));
      err.flush();
    }
  }
}
