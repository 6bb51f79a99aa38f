package dev.imageclassifier.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary directory. {@link #close} deletes it with its content. */
public record TemporaryDirectory(Path path) implements AutoCloseable {
  /**
   * Creates a directory.
   *
   * @param prefix beginning of its name
   * @throws UncheckedIOException if it cannot be created
   */
  public static TemporaryDirectory create(String prefix) {
    try {
      return new TemporaryDirectory(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary directory", e);
    }
  }

  /**
   * Deletes the directory.
   *
   * @throws UncheckedIOException if a file cannot be deleted
   */
  @Override
  public void close() {
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete temporary directory " + path, e);
    }
  }
}
