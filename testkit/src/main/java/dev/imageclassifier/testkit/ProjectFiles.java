package dev.imageclassifier.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository. */
public final class ProjectFiles {
  /** The root directory of the repository. */
  public static final Path ROOT = root();

  private ProjectFiles() {}

  /** A file or directory, relative to the root: {@code docs/metrics.md}. */
  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  private static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path directory = start; directory != null; directory = directory.getParent()) {
      if (Files.exists(directory.resolve("pipeline"))
          && Files.exists(directory.resolve("pom.xml"))) {
        return directory;
      }
    }
    throw new IllegalStateException("No project above " + start);
  }
}
