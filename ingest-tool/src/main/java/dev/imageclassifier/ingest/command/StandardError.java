package dev.imageclassifier.ingest.command;

import java.io.PrintWriter;

/** LineWriter for a person, written through at once. */
record StandardError(PrintWriter err) {
  void line(String text) {
    err.println(text);
    err.flush();
  }
}
