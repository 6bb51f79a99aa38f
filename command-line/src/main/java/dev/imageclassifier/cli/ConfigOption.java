package dev.imageclassifier.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The {@code --config} option; mix it into a command whose options may come from a file. */
public final class ConfigOption {
  static final String NAME = "--config";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "Settings in a Java properties file, by the names of the options without dashes in front"
              + " (input-topic=images); the command line and the environment win.")
  Path config;
}
