package dev.imageclassifier.ingest.command;

import dev.imageclassifier.ingest.journal.Journal;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --journal}. */
final class JournalOption {
  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "File that stores the runs (default: kafka-image-classifier/journal.db in"
              + " $XDG_STATE_HOME or ~/.local/state).")
  Path file;

  Journal open() {
    return Journal.open(file == null ? defaultFile() : file);
  }

  private static Path defaultFile() {
    String state = System.getenv("XDG_STATE_HOME");
    Path directory =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return directory.resolve("kafka-image-classifier").resolve("journal.db");
  }
}
