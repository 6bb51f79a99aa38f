package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.testkit.CommandRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** Runs {@code ingest} in this process, with one journal for all tests of the module. */
final class Ingest {
  static final Path JOURNAL = journal();

  private Ingest() {}

  /** Runs the command with the address of the shared broker. */
  static CommandRun connected(String... arguments) {
    return of(
        Stream.concat(Arrays.stream(arguments), Stream.of("--bootstrap-server=" + Broker.address()))
            .toArray(String[]::new));
  }

  static CommandRun of(String... arguments) {
    return of(new StringWriter(), arguments);
  }

  /** Runs the command with this writer as standard error, which may react to messages. */
  static CommandRun of(Writer err, String... arguments) {
    return CommandRun.of(
        Commands.commandLine(new IngestCommand(), Map.of("APP_JOURNAL", JOURNAL.toString())),
        err,
        (Object[]) arguments);
  }

  private static Path journal() {
    try {
      Path directory = Files.createTempDirectory("journal");
      directory.toFile().deleteOnExit();
      return directory.resolve("journal.db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
