package dev.imageclassifier.runtime.bundle;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds model directories by name. The directories are searched in this order, and the first match
 * is used:
 *
 * <ol>
 *   <li>each directory of the system property {@value #PROPERTY}, which the launcher sets
 *   <li>each directory of the environment variable {@value #VARIABLE}
 *   <li>{@code $XDG_DATA_HOME/kafka-image-classifier/models}, by default {@code
 *       ~/.local/share/kafka-image-classifier/models}
 * </ol>
 *
 * <p>Immutable.
 */
public final class BundleFinder {
  /** Directories with models, separated as in a class path. */
  public static final String PROPERTY = "imageclassifier.models";

  /** Directories with models, separated as in a class path. */
  public static final String VARIABLE = "IMAGE_CLASSIFIER_MODELS";

  private final List<Path> directories;

  /** Creates a finder that searches these directories in this order. */
  public BundleFinder(Collection<Path> directories) {
    this.directories = List.copyOf(new LinkedHashSet<>(directories));
  }

  /** Creates a finder from the system properties and the environment of this process. */
  public static BundleFinder fromEnvironment() {
    return of(System.getProperties(), System.getenv());
  }

  static BundleFinder of(Properties properties, Map<String, String> environment) {
    List<Path> directories = new ArrayList<>();
    directories.addAll(split(properties.getProperty(PROPERTY)));
    directories.addAll(split(environment.get(VARIABLE)));
    directories.add(userDirectory(properties, environment));
    return new BundleFinder(directories);
  }

  /**
   * Returns the directory for models of the current user. It is searched last and may not exist.
   */
  public static Path userDirectory() {
    return userDirectory(System.getProperties(), System.getenv());
  }

  private static Path userDirectory(Properties properties, Map<String, String> environment) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    Path home =
        data.isBlank()
            ? Path.of(properties.getProperty("user.home", "."), ".local", "share")
            : Path.of(data);
    return home.resolve("kafka-image-classifier").resolve("models");
  }

  private static List<Path> split(String value) {
    return value == null
        ? List.of()
        : Stream.of(value.split(File.pathSeparator, -1))
            .filter(part -> !part.isBlank())
            .map(Path::of)
            .toList();
  }

  /** Returns the searched directories in order. Some may not exist. */
  public List<Path> directories() {
    return directories;
  }

  /**
   * Finds the directory of a model. If it contains several versions, the highest one is returned.
   *
   * @param nameOrDirectory an existing directory, or else the name of an installed model
   * @throws BundleException naming the searched directories and the models found there
   */
  public Path find(String nameOrDirectory) {
    Path path = path(nameOrDirectory);
    if (path != null && Files.isDirectory(path)) {
      return VersionDirectories.latest(path).orElse(path);
    }
    // text with a separator is a path that does not exist, not a name
    if (path != null && path.getNameCount() == 1 && !path.isAbsolute()) {
      for (Path directory : directories) {
        Optional<Path> candidate = VersionDirectories.latest(directory.resolve(path));
        if (candidate.isPresent()) {
          return candidate.get();
        }
      }
    }
    throw notFound(nameOrDirectory);
  }

  /**
   * Returns the directories of all installed models, by searched directory and then by name. A
   * model directory may contain several versions, see {@link #find}.
   */
  public List<Path> installed() {
    List<Path> found = new ArrayList<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try (Stream<Path> entries = Files.list(directory)) {
          entries
              .filter(path -> !path.getFileName().toString().startsWith("."))
              .filter(path -> VersionDirectories.latest(path).isPresent())
              .sorted()
              .forEach(found::add);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot list the models in " + directory, e);
        }
      }
    }
    return found;
  }

  private static Path path(String text) {
    try {
      return text.isBlank() ? null : Path.of(text);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private BundleException notFound(String nameOrDirectory) {
    List<String> names =
        installed().stream().map(path -> path.getFileName().toString()).distinct().toList();
    return new BundleException(
        ("Model '%s' not found in %s. Installed models: %s. Use one of them or the path of a model"
                + " directory.")
            .formatted(
                nameOrDirectory,
                directories.stream().map(Path::toString).collect(Collectors.joining(", ")),
                names.isEmpty() ? "none" : String.join(", ", names)));
  }
}
