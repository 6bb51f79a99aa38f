package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ProgressDisplay;
import dev.imageclassifier.model.download.DownloadListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Shows the progress of large downloads on standard error. Small files show nothing. */
final class DownloadProgress implements DownloadListener, AutoCloseable {
  private static final long MIN_BYTES = 1 << 20;
  private static final double MB = 1e6;

  private final ProgressDisplay display;
  private volatile long bytes;
  private volatile long total;

  DownloadProgress(PrintWriter err, boolean terminal) {
    display = new ProgressDisplay(err, terminal, onTerminal -> status());
    display.start();
  }

  @Override
  public void received(long receivedBytes, long totalBytes) {
    bytes = receivedBytes;
    total = totalBytes;
  }

  /** Stops the display. */
  @Override
  public void close() {
    display.close();
  }

  Optional<String> status() {
    return total < MIN_BYTES
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "model pull: %.1f of %.1f MB (%d %%)",
                bytes / MB,
                total / MB,
                bytes * 100 / total));
  }
}
