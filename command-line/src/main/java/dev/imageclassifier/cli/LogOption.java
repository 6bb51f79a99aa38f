package dev.imageclassifier.cli;

import picocli.CommandLine.Option;

/**
 * The {@code --log-format} option; mix it into a command that runs for long. Such a command logs
 * its events from INFO on, others only warnings.
 */
public final class LogOption {
  static final String NAME = "--log-format";

  /** How the log on standard error is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = NAME,
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "Log on standard error as text for people, or as one JSON object a line"
              + " (${DEFAULT-VALUE}).")
  Format format;
}
