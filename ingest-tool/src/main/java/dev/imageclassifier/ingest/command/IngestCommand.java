package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.Commands;
import picocli.CommandLine.Command;

/** {@code ingest}: publishes images and reads results and dead letters. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Publishes images and reads results and dead letters.",
    subcommands = {
      PublishCommand.class,
      StatusCommand.class,
      ResultsCommand.class,
      DeadLettersCommand.class
    })
public final class IngestCommand {
  /** Runs the command and exits the process. */
  public static void main(String... arguments) {
    // the command reports failed connections; the client would log every attempt
    System.setProperty("imageclassifier.clients.log.level", "ERROR");
    System.exit(Commands.run(new IngestCommand(), arguments));
  }
}
