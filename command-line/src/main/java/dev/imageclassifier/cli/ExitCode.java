package dev.imageclassifier.cli;

/** The exit codes of all commands. They are part of the interface; the README lists them. */
public final class ExitCode {
  /** Success. */
  public static final int OK = 0;

  /** The command failed. Standard error contains the reason. */
  public static final int FAILURE = 1;

  /** Invalid command line: unknown option, invalid value, missing argument. */
  public static final int USAGE = 2;

  /** Finished. All images have an outcome; some outcomes are dead letters. */
  public static final int DEAD_LETTERS = 3;

  /** Stopped waiting. Some images have no outcome yet. */
  public static final int PENDING = 4;

  private ExitCode() {}
}
