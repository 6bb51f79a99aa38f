package dev.imageclassifier.ingest.files;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Accepts keys by globs. A glob without a slash such as {@code *.jpg} applies to the file name in
 * any directory; one with a slash such as {@code pets/**} applies to the key. Excludes take
 * precedence.
 */
final class GlobFilter {
  private record Glob(PathMatcher matcher, boolean appliesToName) {
    static Glob of(String pattern) {
      return new Glob(
          FileSystems.getDefault().getPathMatcher("glob:" + pattern), !pattern.contains("/"));
    }

    boolean matches(Path path) {
      Path name = path.getFileName();
      return appliesToName ? name != null && matcher.matches(name) : matcher.matches(path);
    }
  }

  private final List<Glob> include;
  private final List<Glob> exclude;

  /**
   * @throws java.util.regex.PatternSyntaxException when a glob is invalid
   */
  GlobFilter(List<String> include, List<String> exclude) {
    this.include = include.stream().map(Glob::of).toList();
    this.exclude = exclude.stream().map(Glob::of).toList();
  }

  /** Whether the file with this key is included and not excluded. */
  boolean accepts(String key) {
    return (include.isEmpty() || matches(include, key)) && !excludes(key);
  }

  /** Whether the file or directory with this key is excluded. */
  boolean excludes(String key) {
    return matches(exclude, key);
  }

  private static boolean matches(List<Glob> globs, String key) {
    if (globs.isEmpty()) {
      return false;
    }
    try {
      Path path = Path.of(key);
      return globs.stream().anyMatch(glob -> glob.matches(path));
    } catch (InvalidPathException e) {
      return false; // an archive may contain names that this file system does not allow
    }
  }
}
