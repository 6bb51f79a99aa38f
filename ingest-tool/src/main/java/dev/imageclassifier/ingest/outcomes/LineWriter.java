package dev.imageclassifier.ingest.outcomes;

import java.io.PrintWriter;

/** Writes lines to standard output and detects a closed pipe. */
final class LineWriter {
  private final PrintWriter out;

  LineWriter(PrintWriter out) {
    this.out = out;
  }

  /** Writes and flushes a line; returns false if the pipe is closed. */
  boolean write(String line) {
    out.println(line);
    return !out.checkError();
  }
}
