package dev.imageclassifier.cli;

import java.io.Console;

/** Detects whether a command runs on a terminal. */
public final class Terminal {
  private Terminal() {}

  /**
   * Whether standard input and output are a terminal that supports control sequences. Java cannot
   * check one of the two alone.
   */
  @SuppressWarnings("SystemConsoleNull") // newer Java versions have isTerminal
  public static boolean isPresent() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before Java 22, a console exists on a terminal only
    }
  }
}
