package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Enforces {@code SHA256SUMS}, because a TorchScript file is code. */
final class BundleVerifier {
  private final Path directory;
  private final Map<String, String> pinned;
  private final List<String> problems;

  BundleVerifier(Path directory, Map<String, String> pinned, List<String> problems) {
    this.directory = directory;
    this.pinned = pinned;
    this.problems = problems;
  }

  /** Checks that all listed files match their digests and that all used files are listed. */
  void verify(Collection<String> used) {
    for (String name : used) {
      if (!pinned.containsKey(name)) {
        problem(name, "is not listed: add it with its digest");
      }
    }
    pinned.forEach(this::check);
  }

  private void check(String name, String digest) {
    Optional<Path> file = BundleFiles.inside(directory, name);
    if (file.isEmpty()) {
      problem(name, "is outside of the model directory");
    } else if (!Files.isRegularFile(file.get())) {
      problem(name, "is listed but does not exist");
    } else {
      try {
        String actual = Digests.sha256(file.get());
        if (!actual.equals(digest)) {
          problem(name, "has the digest %s, expected %s".formatted(actual, digest));
        }
      } catch (IOException e) {
        problem(name, "is not readable: " + ErrorText.reason(e));
      }
    }
  }

  private void problem(String name, String what) {
    problems.add(BundleFiles.DIGESTS + ": " + name + " " + what);
  }
}
