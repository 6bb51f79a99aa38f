package dev.imageclassifier.model.command;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes files through a session, a few at a time, in order. */
final class FileBatches {
  /** Pictures in one predict; as many files are in memory. */
  static final int SIZE = 8;

  private final Session session;
  private final int maxBytes;
  private final PrintWriter err;
  private int unreadable;

  FileBatches(Session session, int maxBytes, PrintWriter err) {
    this.session = session;
    this.maxBytes = maxBytes;
    this.err = err;
  }

  /** Classifies all files; one that cannot be read is named on standard error, the rest goes on. */
  void classify(List<Path> files, OutcomePrinter results) {
    List<Path> batch = new ArrayList<>(SIZE);
    List<byte[]> pictures = new ArrayList<>(SIZE);
    // the first goes alone: someone who waits sees a label sooner
    int wanted = 1;
    for (Path file : files) {
      try {
        pictures.add(read(file));
        batch.add(file);
      } catch (IOException e) {
        unreadable++;
        err.println(
            "model: "
                + ErrorText.printable(file.toString())
                + " cannot be read: "
                + ErrorText.reason(e));
        err.flush();
      }
      if (batch.size() == wanted) {
        run(batch, pictures, results);
        wanted = SIZE;
      }
    }
    if (!batch.isEmpty()) {
      run(batch, pictures, results);
    }
  }

  /** Files that could not be read. */
  int unreadable() {
    return unreadable;
  }

  private void run(List<Path> batch, List<byte[]> pictures, OutcomePrinter results) {
    List<Outcome> outcomes = session.classify(pictures);
    for (int i = 0; i < outcomes.size(); i++) {
      results.print(batch.get(i), outcomes.get(i));
    }
    batch.clear();
    pictures.clear();
  }

  /** No more than what the session needs to refuse the file for its size. */
  private byte[] read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + 1L));
    }
  }
}
