package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.RunTotals;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.predict.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classifies files in batches, in order, and counts the outcomes. */
final class FileBatches {
  /** Images in one predict call, and maximum number of files in memory. */
  static final int SIZE = 8;

  private final long start = System.nanoTime();
  private final Session session;
  private final int maxBytes;
  private final PrintWriter err;
  private int labelled;
  private int rejected;
  private int unreadable;

  FileBatches(Session session, int maxBytes, PrintWriter err) {
    this.session = session;
    this.maxBytes = maxBytes;
    this.err = err;
  }

  /** Classifies all files. A file that is not readable is reported on standard error. */
  void classify(List<Path> files, OutcomePrinter printer) {
    List<Path> batch = new ArrayList<>(SIZE);
    List<byte[]> images = new ArrayList<>(SIZE);
    // a first batch of one image gives the first label sooner
    int batchSize = 1;
    for (Path file : files) {
      try {
        images.add(read(file));
        batch.add(file);
      } catch (IOException e) {
        unreadable++;
        err.printf(
            "model: cannot read %s: %s%n",
            ErrorText.printable(file.toString()), ErrorText.reason(e));
        err.flush();
      }
      if (batch.size() == batchSize) {
        run(batch, images, printer);
        batchSize = SIZE;
      }
    }
    if (!batch.isEmpty()) {
      run(batch, images, printer);
    }
  }

  private void run(List<Path> batch, List<byte[]> images, OutcomePrinter printer) {
    List<Outcome> outcomes = session.classify(images);
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      if (outcome instanceof Outcome.Labelled) {
        labelled++;
      } else {
        rejected++;
      }
      printer.print(batch.get(i), outcome);
    }
    batch.clear();
    images.clear();
  }

  /** Reads one byte more than the limit, so that the session can reject the file for its size. */
  private byte[] read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + 1L));
    }
  }

  /**
   * Prints the totals as one JSON object.
   *
   * @return the exit code of the command
   */
  int printTotals(PrintWriter out) {
    int classified = labelled + rejected;
    out.println(
        new RunTotals()
            .with("images", classified + unreadable)
            .with("labelled", labelled)
            .with("rejected", rejected)
            .with("unreadable", unreadable)
            .toJson(classified, (System.nanoTime() - start) / 1e9));
    out.flush();
    return unreadable > 0 ? ExitCode.FAILURE : rejected > 0 ? ExitCode.DEAD_LETTERS : ExitCode.OK;
  }
}
