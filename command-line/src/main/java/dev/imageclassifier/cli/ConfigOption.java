package dev.imageclassifier.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The {@code --config} option, a mixin for commands whose options may come from a file. */
public final class ConfigOption {
  static final String NAME = "--config";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "Java properties file with settings. A key is the name of an option without the dashes, for"
              + " example input-topic=images. The command line and the environment take precedence.")
  Path config;
}
