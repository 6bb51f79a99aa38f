package dev.imageclassifier.ingest.files;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Patterns such as {@code *.jpg} (of a name, in any folder) or {@code pets/**} (of a path relative
 * to what was named).
 */
final class Globs {
  private record Glob(PathMatcher matcher, boolean ofName) {
    boolean match(Path path) {
      Path name = path.getFileName();
      return ofName ? name != null && matcher.matches(name) : matcher.matches(path);
    }
  }

  private final List<Glob> globs;

  /**
   * @throws java.util.regex.PatternSyntaxException when one cannot be read
   */
  Globs(List<String> patterns) {
    globs =
        patterns.stream()
            .map(
                pattern ->
                    new Glob(
                        FileSystems.getDefault().getPathMatcher("glob:" + pattern),
                        !pattern.contains("/")))
            .toList();
  }

  boolean isEmpty() {
    return globs.isEmpty();
  }

  boolean match(String key) {
    if (globs.isEmpty()) {
      return false;
    }
    try {
      Path path = Path.of(key);
      return globs.stream().anyMatch(glob -> glob.match(path));
    } catch (InvalidPathException e) {
      return false; // an archive may hold such names; no pattern can mean them
    }
  }
}
