package dev.imageclassifier.ingest.files;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.regex.PatternSyntaxException;

/**
 * Selects the files of a run. Its JSON is stored in the journal, so that a run can be resumed.
 *
 * @param directory directory that relative paths start from
 * @param paths files, directories and archives, as given on the command line
 * @param list file with the names of further files, {@code -} for standard input, or null
 * @param nullSeparated whether names in the list end with NUL instead of a line feed
 * @param include globs of files to publish; empty for all files
 * @param exclude globs of files and directories to leave out
 * @param followSymlinks whether to follow symbolic links in directories
 * @param openArchives whether to open archives in directories; archives in {@code paths} are always
 *     opened
 */
public record FileSelection(
    String directory,
    List<String> paths,
    String list,
    boolean nullSeparated,
    List<String> include,
    List<String> exclude,
    boolean followSymlinks,
    boolean openArchives) {

  /** Value of {@link #list} for standard input. */
  public static final String STANDARD_INPUT = "-";

  /**
   * Checks the globs.
   *
   * @throws IllegalArgumentException when a glob is invalid
   */
  public FileSelection {
    paths = List.copyOf(paths);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    try {
      GlobFilter unused = new GlobFilter(include, exclude);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Invalid glob '%s': %s".formatted(e.getPattern(), e.getDescription()), e);
    }
  }

  /** Selects these files, directories and archives, with the default options. */
  public static FileSelection of(List<Path> paths) {
    return builder().paths(paths).build();
  }

  /** A builder that selects no file; relative paths start from the current directory. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns this selection with another list of names. */
  public FileSelection withList(String otherList, boolean otherNullSeparated) {
    return new FileSelection(
        directory,
        paths,
        otherList,
        otherNullSeparated,
        include,
        exclude,
        followSymlinks,
        openArchives);
  }

  /** Whether the files can be listed a second time. */
  @JsonIgnore
  public boolean isRepeatable() {
    return !STANDARD_INPUT.equals(list);
  }

  /**
   * Lists the files in a stable order: first those of the paths, then those of the list.
   *
   * @param problems receives each directory, list or archive that cannot be read; the listing
   *     continues
   */
  public ImageFiles open(BiConsumer<Path, IOException> problems) {
    return new ImageFiles(this, problems);
  }

  /** Counts the files; empty for archives and standard input, which would have to be read. */
  public OptionalLong count() {
    if (!isRepeatable()) {
      return OptionalLong.empty();
    }
    long count = 0;
    try (ImageFiles files = open((path, problem) -> {})) {
      while (files.hasNext()) {
        if (files.next().isStreamed()) {
          return OptionalLong.empty();
        }
        count++;
      }
    }
    return OptionalLong.of(count);
  }

  GlobFilter globs() {
    return new GlobFilter(include, exclude);
  }

  /** Resolves a path; keeps it relative while the current directory is {@link #directory}. */
  Path resolve(String path) {
    return Path.of("").toAbsolutePath().equals(Path.of(directory))
        ? Path.of(path)
        : Path.of(directory).resolve(path);
  }

  /**
   * Has one method per component. A component that is not set has its default value. Not
   * thread-safe.
   */
  public static final class Builder {
    private String directory = Path.of("").toAbsolutePath().toString();
    private List<String> paths = List.of();
    private String list;
    private boolean nullSeparated;
    private List<String> include = List.of();
    private List<String> exclude = List.of();
    private boolean followSymlinks;
    private boolean openArchives;

    private Builder() {}

    public Builder directory(String value) {
      directory = value;
      return this;
    }

    public Builder paths(List<Path> value) {
      paths = value.stream().map(Path::toString).toList();
      return this;
    }

    public Builder list(String value) {
      list = value;
      return this;
    }

    public Builder nullSeparated(boolean value) {
      nullSeparated = value;
      return this;
    }

    public Builder include(List<String> value) {
      include = value;
      return this;
    }

    public Builder exclude(List<String> value) {
      exclude = value;
      return this;
    }

    public Builder followSymlinks(boolean value) {
      followSymlinks = value;
      return this;
    }

    public Builder openArchives(boolean value) {
      openArchives = value;
      return this;
    }

    /**
     * Builds the selection.
     *
     * @throws IllegalArgumentException when a glob is invalid
     */
    public FileSelection build() {
      return new FileSelection(
          directory, paths, list, nullSeparated, include, exclude, followSymlinks, openArchives);
    }
  }
}
