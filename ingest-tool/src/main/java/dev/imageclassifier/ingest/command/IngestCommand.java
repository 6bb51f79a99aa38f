package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.Commands;
import picocli.CommandLine.Command;

/** {@code ingest}: for the people who send images and read labels. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Publishes images, and reads labels and dead letters back.",
    subcommands = {
      PublishCommand.class,
      StatusCommand.class,
      ResultsCommand.class,
      DeadLettersCommand.class
    })
public final class IngestCommand {
  /** The process. */
  public static void main(String... arguments) {
    // failed connections are told in one sentence; the client would add a line for each attempt
    System.setProperty("imageclassifier.clients.log.level", "ERROR");
    System.exit(Commands.run(new IngestCommand(), arguments));
  }
}
