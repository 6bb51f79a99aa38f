package dev.imageclassifier.demo;

import java.io.Console;

/** Whether a person is watching. */
final class Terminal {
  private Terminal() {}

  /** From JDK 22 on there is a console always, and it must be asked whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull") // the rest of the method is for the newer ones
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // an older JDK
    }
  }
}
