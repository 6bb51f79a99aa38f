package dev.imageclassifier.cli;

/** The exit codes of every command; they are part of the interface and documented in the README. */
public final class ExitCode {
  /** All went well. */
  public static final int OK = 0;

  /** The command failed; standard error says why. */
  public static final int FAILURE = 1;

  /** The command line is wrong: unknown option, bad value, missing argument. */
  public static final int USAGE = 2;

  /** Finished, and every picture has its outcome, but some outcomes are dead letters. */
  public static final int DEAD_LETTERS = 3;

  /** Finished waiting, and some pictures have no outcome yet. */
  public static final int PENDING = 4;

  private ExitCode() {}
}
