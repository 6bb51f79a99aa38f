package dev.imageclassifier.model.command;

import dev.imageclassifier.model.download.DownloadListener;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints one line for each tenth of a large download. Small files print nothing. */
final class DownloadProgress implements DownloadListener {
  private static final long MIN_BYTES = 1 << 20;
  private static final double MB = 1e6;
  private static final int STEPS = 10;

  private final PrintWriter err;
  private long lastStep = -1;

  DownloadProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void received(long bytes, long total) {
    long step = bytes * STEPS / total;
    if (step != lastStep && total > MIN_BYTES) {
      lastStep = step;
      err.printf(
          Locale.ROOT,
          "model pull: %.1f of %.1f MB (%d %%)%n",
          bytes / MB,
          total / MB,
          bytes * 100 / total);
      err.flush();
    }
  }
}
