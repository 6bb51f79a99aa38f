package dev.imageclassifier.ingest.outcomes;

import java.io.PrintWriter;

/** Standard output, line by line, and whether anybody still reads it. */
final class LineWriter {
  private final PrintWriter out;

  LineWriter(PrintWriter out) {
    this.out = out;
  }

  /** Writes a line through to the reader; false when the reader is gone (a closed pipe). */
  boolean write(String line) {
    out.println(line);
    return !out.checkError();
  }
}
