package dev.imageclassifier.ingest.files;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.regex.PatternSyntaxException;

/**
 * Which files to send. Its JSON stands in the journal, so that a run can go on.
 *
 * @param folder the folder that relative paths start from
 * @param paths files, folders and archives, as they were given
 * @param list a file that names further files, or {@code -}; null where there is none
 * @param nul whether NUL separates the names in the list; otherwise a line feed does
 * @param include only files that one of these globs matches; none: all
 * @param exclude no files or folders that one of these globs matches
 * @param followSymlinks whether symbolic links in folders are followed
 * @param archives whether archives in folders are opened; those named are in any case
 */
public record FileSelection(
    String folder,
    List<String> paths,
    String list,
    boolean nul,
    List<String> include,
    List<String> exclude,
    boolean followSymlinks,
    boolean archives) {

  /** The list is standard input. */
  public static final String STANDARD_INPUT = "-";

  /**
   * Checks the globs.
   *
   * @throws IllegalArgumentException when one cannot be read
   */
  public FileSelection {
    paths = List.copyOf(paths);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    try {
      boolean unused = new Globs(include).isEmpty() && new Globs(exclude).isEmpty();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the glob '" + e.getPattern() + "' cannot be read: " + e.getDescription(), e);
    }
  }

  /** These files and folders, and nothing special. */
  public static FileSelection of(List<Path> paths) {
    return new FileSelection(
        Path.of("").toAbsolutePath().toString(),
        paths.stream().map(Path::toString).toList(),
        null,
        false,
        List.of(),
        List.of(),
        false,
        false);
  }

  /** The same, with another list. */
  public FileSelection withList(String otherList, boolean otherNul) {
    return new FileSelection(
        folder, paths, otherList, otherNul, include, exclude, followSymlinks, archives);
  }

  /** Whether the files can be found a second time. */
  @JsonIgnore
  public boolean isRepeatable() {
    return !STANDARD_INPUT.equals(list);
  }

  /**
   * The files, in a stable order: first those of the paths, then those of the list.
   *
   * @param problems is told of what cannot be listed; the rest goes on
   */
  public ImageFiles open(BiConsumer<Path, IOException> problems) {
    return new ImageFiles(this, problems);
  }

  /**
   * How many files there are now, where that can be told without reading them: not in archives, nor
   * on standard input.
   */
  public OptionalLong count() {
    if (!isRepeatable()) {
      return OptionalLong.empty();
    }
    long count = 0;
    try (ImageFiles files = open((path, problem) -> {})) {
      while (files.hasNext()) {
        if (files.next().onlyNow()) {
          return OptionalLong.empty();
        }
        count++;
      }
    }
    return OptionalLong.of(count);
  }

  /** As it was given, where that still means the same file. */
  Path resolve(String path) {
    return Path.of("").toAbsolutePath().equals(Path.of(folder))
        ? Path.of(path)
        : Path.of(folder).resolve(path);
  }
}
