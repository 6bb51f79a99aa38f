package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.testkit.CommandRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code ingest} in this process, with one journal for all tests of the module. */
final class IngestRunner {
  static final Path JOURNAL = journal();

  private IngestRunner() {}

  private static Path journal() {
    try {
      Path directory = Files.createTempDirectory("journal");
      directory.toFile().deleteOnExit();
      return directory.resolve("journal.db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs with the address of the shared broker as the last option. */
  static CommandRun connected(String... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap-server", Broker.address()));
    return of(new StringWriter(), all.toArray());
  }

  static CommandRun of(String... arguments) {
    return of(new StringWriter(), (Object[]) arguments);
  }

  /** Runs with a writer for standard error, so that a test can react to messages. */
  static CommandRun of(Writer err, Object... arguments) {
    return CommandRun.of(
        Commands.commandLine(new IngestCommand(), Map.of("APP_JOURNAL", JOURNAL.toString())),
        err,
        arguments);
  }
}
