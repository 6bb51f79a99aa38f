package dev.imageclassifier.runtime.bundle;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file names of a bundle. */
final class BundleFiles {
  static final String PROPERTIES = "serving.properties";
  static final String LABELS = "synset.txt";
  static final String DIGESTS = "SHA256SUMS";
  static final String CARD = "MODEL_CARD.md";

  private BundleFiles() {}

  /** Returns whether the directory contains {@code serving.properties}. */
  static boolean isBundle(Path directory) {
    return Files.isRegularFile(directory.resolve(PROPERTIES));
  }

  /** Returns the path of a file of a bundle; empty if the path is outside of the directory. */
  static Optional<Path> inside(Path directory, String name) {
    try {
      Path relative = Path.of(name);
      Path file = directory.resolve(relative).normalize();
      boolean inside =
          !name.isBlank()
              && !relative.isAbsolute()
              && file.startsWith(directory.normalize())
              && !file.equals(directory.normalize());
      return inside ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
