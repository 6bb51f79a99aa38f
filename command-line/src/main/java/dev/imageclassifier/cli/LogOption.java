package dev.imageclassifier.cli;

import picocli.CommandLine.Option;

/**
 * The {@code --log-format} option, a mixin for long-running commands. Such a command logs its
 * events at level INFO; other commands log warnings only.
 */
public final class LogOption {
  static final String NAME = "--log-format";

  /** Format of the log on standard error. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = NAME,
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "Format of the log on standard error: text, or one JSON object per line"
              + " (${DEFAULT-VALUE}).")
  Format format;
}
