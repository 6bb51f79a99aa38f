package dev.imageclassifier.ingest.command;

import java.io.PrintWriter;

/** Writes lines to standard error and flushes each. */
record StandardError(PrintWriter err) {
  void line(String text) {
    err.println(text);
    err.flush();
  }
}
