package dev.imageclassifier.ingest.command;

import java.io.Console;

/** Whether a person looks on. */
final class Terminal {
  private Terminal() {}

  /** A Java process can tell for standard input and output together only. */
  @SuppressWarnings("SystemConsoleNull") // newer Java is asked with isTerminal
  static boolean present() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before Java 22 there is a console only on a terminal
    }
  }
}
