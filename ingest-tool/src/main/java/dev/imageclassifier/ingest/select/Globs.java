package dev.imageclassifier.ingest.select;

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
  private final List<PathMatcher> matchers;

  /**
   * @throws java.util.regex.PatternSyntaxException when one cannot be read
   */
  Globs(List<String> globs) {
    matchers =
        globs.stream()
            .map(
                glob ->
                    FileSystems.getDefault()
                        .getPathMatcher("glob:" + (glob.contains("/") ? "" : "{**/,}") + glob))
            .toList();
  }

  boolean isEmpty() {
    return matchers.isEmpty();
  }

  boolean match(String key) {
    if (matchers.isEmpty()) {
      return false;
    }
    try {
      Path path = Path.of(key);
      return matchers.stream().anyMatch(matcher -> matcher.matches(path));
    } catch (InvalidPathException e) {
      return false; // an archive may hold such names; no pattern can mean them
    }
  }
}
