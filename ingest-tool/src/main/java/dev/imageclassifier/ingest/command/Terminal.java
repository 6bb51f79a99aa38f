package dev.imageclassifier.ingest.command;

import java.io.Console;

/** Detects a terminal. */
final class Terminal {
  private Terminal() {}

  /** Whether standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // isTerminal is called where it exists
  static boolean isPresent() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before Java 22, a console exists only on a terminal
    }
  }
}
