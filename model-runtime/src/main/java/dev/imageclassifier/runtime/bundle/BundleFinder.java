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
import java.util.stream.Stream;

/**
 * Finds model directories by name. These locations are searched in order; the first match wins:
 *
 * <ol>
 *   <li>each directory of the system property {@value #PROPERTY} (set by the launcher)
 *   <li>each directory of the environment variable {@value #VARIABLE}
 *   <li>{@code $XDG_DATA_HOME/kafka-image-classifier/models}, by default {@code
 *       ~/.local/share/kafka-image-classifier/models}
 * </ol>
 *
 * <p>Immutable.
 */
public final class BundleFinder {
  /** Directories that contain models, separated as in a class path. */
  public static final String PROPERTY = "imageclassifier.models";

  /** Directories that contain models, separated as in a class path. */
  public static final String VARIABLE = "IMAGE_CLASSIFIER_MODELS";

  private final List<Path> places;

  /** Creates a finder that searches the given directories in order. */
  public BundleFinder(Collection<Path> places) {
    this.places = List.copyOf(new LinkedHashSet<>(places));
  }

  /** Creates a finder from the system properties, the environment and the home directory. */
  public static BundleFinder fromEnvironment() {
    return of(System.getProperties(), System.getenv());
  }

  static BundleFinder of(Properties properties, Map<String, String> environment) {
    List<Path> places = new ArrayList<>();
    places.addAll(split(properties.getProperty(PROPERTY)));
    places.addAll(split(environment.get(VARIABLE)));
    places.add(ofUser(properties, environment));
    return new BundleFinder(places);
  }

  /** Returns the directory for the user's models. It is searched last and may not exist. */
  public static Path ofUser() {
    return ofUser(System.getProperties(), System.getenv());
  }

  private static Path ofUser(Properties properties, Map<String, String> environment) {
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

  /** Returns the searched directories in order; some may not exist. */
  public List<Path> places() {
    return places;
  }

  /**
   * Returns the directory of a model. If the directory contains versions, returns the highest one.
   *
   * @param nameOrDirectory an existing directory, or otherwise the name of an installed model
   * @throws BundleException if the model is not found; lists the searched directories and their
   *     models
   */
  public Path find(String nameOrDirectory) {
    Path direct = path(nameOrDirectory);
    if (direct != null && Files.isDirectory(direct)) {
      return VersionDirectories.latest(direct).orElse(direct);
    }
    // a name with a separator is a path and is not searched elsewhere
    if (direct != null && direct.getNameCount() == 1 && !direct.isAbsolute()) {
      for (Path place : places) {
        Optional<Path> candidate = VersionDirectories.latest(place.resolve(direct));
        if (candidate.isPresent()) {
          return candidate.get();
        }
      }
    }
    throw notFound(nameOrDirectory);
  }

  /**
   * Returns all model directories, ordered by location and name. A directory may contain versions,
   * see {@link #find}.
   */
  public List<Path> installed() {
    List<Path> found = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> entries = Files.list(place)) {
          entries
              .filter(path -> !path.getFileName().toString().startsWith("."))
              .filter(path -> VersionDirectories.latest(path).isPresent())
              .sorted()
              .forEach(found::add);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot list the models in " + place, e);
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
        ("Model '%s' not found: it is not a directory, and not one of the models in %s (found: %s)."
                + " Use one of these names or the path of a model directory.")
            .formatted(
                nameOrDirectory,
                String.join(", ", places.stream().map(Path::toString).toList()),
                names.isEmpty() ? "none" : String.join(", ", names)));
  }
}
