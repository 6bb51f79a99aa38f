package dev.imageclassifier.runtime.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tells one state of a model directory from another without reading its files: where a link
 * leads, and each file's name, size, time and identity. It changes with every switch of a link,
 * every new directory, and while files are still being written.
 */
public final class BundleStamp {
  private BundleStamp() {}

  /**
   * The stamp of the directory as it is now.
   *
   * @throws IOException when it cannot be listed, perhaps since it is being replaced
   */
  public static String of(Path directory) throws IOException {
    Path real = directory.toRealPath();
    List<Path> files;
    try (Stream<Path> entries = Files.list(real)) {
      files = entries.sorted().toList();
    }
    StringBuilder stamp = new StringBuilder(real.toString());
    for (Path file : files) {
      BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
      stamp.append(
          Stream.of(file.getFileName(), at.size(), at.lastModifiedTime(), at.fileKey())
              .map(String::valueOf)
              .collect(Collectors.joining(" ", "\n", "")));
    }
    return stamp.toString();
  }
}
