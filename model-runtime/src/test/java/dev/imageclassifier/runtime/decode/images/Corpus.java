package dev.imageclassifier.runtime.decode.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A directory of images that cannot be part of the project. The environment variable {@code
 * IMAGE_CORPUS} contains its path. It has {@code photos/}, {@code golden/crops/}, {@code
 * odd-pictures/} and {@code golden/odd-pictures-pillow.csv}.
 */
public final class Corpus {
  private Corpus() {}

  /** A path inside the corpus. Without a corpus, the test is skipped. */
  public static Path path(String inside) {
    Optional<Path> corpus = Optional.ofNullable(System.getenv("IMAGE_CORPUS")).map(Path::of);
    Assumptions.assumeTrue(
        corpus.isPresent(), "Set IMAGE_CORPUS to a directory with " + inside + " to run this test");
    return corpus.get().resolve(inside);
  }

  /** All files below a directory, sorted. Fails if the directory is empty. */
  public static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      if (files.isEmpty()) {
        throw new IllegalStateException("Empty directory " + directory);
      }
      return files;
    }
  }
}
