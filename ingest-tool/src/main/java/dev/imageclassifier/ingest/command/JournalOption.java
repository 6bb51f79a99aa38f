package dev.imageclassifier.ingest.command;

import dev.imageclassifier.ingest.journal.Journal;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the journal is. */
final class JournalOption {
  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "Where runs are remembered (default: kafka-image-classifier/journal.db in"
              + " $XDG_STATE_HOME or ~/.local/state).")
  Path file;

  Journal open() {
    return Journal.open(file == null ? usual() : file);
  }

  private static Path usual() {
    String state = System.getenv("XDG_STATE_HOME");
    Path home =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return home.resolve("kafka-image-classifier").resolve("journal.db");
  }
}
