package dev.imageclassifier.runtime.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the highest version in a directory with several versions of one model. */
final class VersionDirectories {
  /** Compares sequences of digits as numbers, so that 10 is higher than 9. */
  private static final Comparator<String> NATURAL =
      (one, other) -> {
        String[] a = parts(one);
        String[] b = parts(other);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
          int order = compare(a[i], b[i]);
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.length, b.length);
      };

  private VersionDirectories() {}

  /** Returns the directory if it is a bundle, and otherwise its highest version, if any. */
  static Optional<Path> latest(Path directory) {
    if (BundleFiles.isBundle(directory)) {
      return Optional.of(directory);
    }
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(BundleFiles::isBundle)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .max(Comparator.comparing(path -> path.getFileName().toString(), NATURAL));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the versions in " + directory, e);
    }
  }

  private static String[] parts(String name) {
    return name.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)", -1);
  }

  private static int compare(String one, String other) {
    if (Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0))) {
      String a = one.replaceFirst("^0+(?=.)", "");
      String b = other.replaceFirst("^0+(?=.)", "");
      return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }
    return one.compareTo(other);
  }
}
