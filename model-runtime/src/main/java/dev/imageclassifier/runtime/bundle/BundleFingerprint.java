package dev.imageclassifier.runtime.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Detects changes of a model directory without reading its files. The fingerprint contains the
 * target of a link, and the name, size, modification time and file key of each file. It changes
 * when a link is switched, when a directory is replaced, and while files are written.
 */
public final class BundleFingerprint {
  private BundleFingerprint() {}

  /**
   * Returns the fingerprint of the current state.
   *
   * @throws IOException when the directory cannot be listed, for example while it is replaced
   */
  public static String of(Path directory) throws IOException {
    Path real = directory.toRealPath();
    List<Path> files;
    try (Stream<Path> entries = Files.list(real)) {
      files = entries.sorted().toList();
    }
    StringBuilder fingerprint = new StringBuilder(real.toString());
    for (Path file : files) {
      BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
      fingerprint.append(
          Stream.of(file.getFileName(), at.size(), at.lastModifiedTime(), at.fileKey())
              .map(String::valueOf)
              .collect(Collectors.joining(" ", "\n", "")));
    }
    return fingerprint.toString();
  }
}
