package dev.imageclassifier.cli;

import picocli.CommandLine.Option;

/** The {@code --verbose} flag, a mixin for every command. */
public final class VerboseOption {
  @Option(names = "--verbose", description = "Log more and print stack traces.")
  boolean verbose;

  /** Whether to print stack traces. */
  public boolean verbose() {
    return verbose;
  }
}
