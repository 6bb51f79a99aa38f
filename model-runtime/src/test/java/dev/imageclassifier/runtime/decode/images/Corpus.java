package dev.imageclassifier.runtime.decode.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder of pictures that cannot be part of the project, named by the environment variable {@code
 * IMAGE_CORPUS}: {@code photos/}, {@code golden/crops/}, {@code odd-pictures/} and {@code
 * golden/odd-pictures-pillow.csv}.
 */
public final class Corpus {
  private Corpus() {}

  /** A path inside the corpus; the test is skipped, with the reason, where there is none. */
  public static Path path(String inside) {
    Optional<Path> corpus = Optional.ofNullable(System.getenv("IMAGE_CORPUS")).map(Path::of);
    Assumptions.assumeTrue(
        corpus.isPresent(), "set IMAGE_CORPUS to a folder with " + inside + " to run this test");
    return corpus.get().resolve(inside);
  }

  /** All files below a folder, sorted; an empty folder is an error and no pass. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      if (files.isEmpty()) {
        throw new IllegalStateException(folder + " is empty");
      }
      return files;
    }
  }
}
