package dev.imageclassifier.ingest;

import java.io.PrintWriter;

/** Lines for a person, written through at once. */
record StandardError(PrintWriter err) {
  void line(String text) {
    err.println(text);
    err.flush();
  }
}
