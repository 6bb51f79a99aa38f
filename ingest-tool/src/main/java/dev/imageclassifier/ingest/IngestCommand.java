package dev.imageclassifier.ingest;

import dev.imageclassifier.cli.Commands;
import picocli.CommandLine.Command;

/** {@code ingest}: for the people who send pictures and read labels. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Publishes pictures, and reads labels and dead letters back.",
    subcommands = {PublishCommand.class, ResultsCommand.class, DeadLettersCommand.class})
public final class IngestCommand {
  /** The process. */
  public static void main(String... arguments) {
    System.exit(Commands.run(new IngestCommand(), arguments));
  }
}
