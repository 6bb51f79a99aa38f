package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** One run of the command in this process: its exit code and what it wrote. */
record CommandRun(int exitCode, String out, String err) {
  /** One journal for all tests of the module. */
  static final Path JOURNAL = journal();

  private static Path journal() {
    try {
      Path folder = Files.createTempDirectory("journal");
      folder.toFile().deleteOnExit();
      return folder.resolve("journal.db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs with these arguments, against the tests' broker. */
  static CommandRun connected(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--bootstrap-server";
    all[arguments.length + 1] = Broker.address();
    return of(all);
  }

  static CommandRun of(String... arguments) {
    StringWriter err = new StringWriter();
    return of(err, arguments);
  }

  /** Runs with a writer for standard error that may react to what it hears. */
  static CommandRun of(Writer err, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine commandLine =
        Commands.commandLine(new IngestCommand(), Map.of("APP_JOURNAL", JOURNAL.toString()))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  String lastLine() {
    return out.lines().reduce((first, second) -> second).orElse("");
  }
}
