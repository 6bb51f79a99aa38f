package dev.imageclassifier.cli;

import picocli.CommandLine.Option;

/** The {@code --verbose} flag; mix it into every leaf command. */
public final class VerboseOption {
  @Option(names = "--verbose", description = "Log more, and print the stack trace of a failure.")
  boolean verbose;

  /** Whether stack traces were asked for. */
  public boolean verbose() {
    return verbose;
  }
}
