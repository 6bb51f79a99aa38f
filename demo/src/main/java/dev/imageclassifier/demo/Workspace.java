package dev.imageclassifier.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory that is gone, with all in it, when it is closed. */
public record Workspace(Path path) implements AutoCloseable {
  /** Makes one. */
  public static Workspace create() {
    try {
      return new Workspace(Files.createTempDirectory("image-demo-"));
    } catch (IOException e) {
      throw new UncheckedIOException("The directory for temporary files cannot be used.", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path entry : leavesFirst) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The temporary directory " + path + " stays behind.", e);
    }
  }
}
