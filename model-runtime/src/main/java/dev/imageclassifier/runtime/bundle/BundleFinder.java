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
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Finds model directories by name. Places are searched in this order, the first match wins:
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
  /** Directories that hold models, separated as in a class path. */
  public static final String PROPERTY = "imageclassifier.models";

  /** Directories that hold models, separated as in a class path. */
  public static final String VARIABLE = "IMAGE_CLASSIFIER_MODELS";

  private final List<Path> places;

  /** Searches these places, in this order. */
  public BundleFinder(Collection<Path> places) {
    this.places = List.copyOf(new LinkedHashSet<>(places));
  }

  /** Searches where this process says: system properties, environment, home directory. */
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

  /** Where models of this user are installed; it is searched last, and need not exist. */
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

  /** The places that are searched, in order; some may not exist. */
  public List<Path> places() {
    return places;
  }

  /**
   * The directory of a model.
   *
   * @param nameOrDirectory a directory that exists, which wins, or the name of an installed model
   * @throws BundleException naming the places searched and the models found there
   */
  public Path find(String nameOrDirectory) {
    Path direct = path(nameOrDirectory);
    if (direct != null && Files.isDirectory(direct)) {
      return direct;
    }
    // a name with a separator is a path that does not exist, not something to look for elsewhere
    if (direct != null && direct.getNameCount() == 1 && !direct.isAbsolute()) {
      for (Path place : places) {
        Path candidate = place.resolve(direct);
        if (BundleFiles.looksLikeBundle(candidate)) {
          return candidate;
        }
      }
    }
    throw notFound(nameOrDirectory);
  }

  /** The directories of all models in all places, by place and then by name. */
  public List<Path> installed() {
    List<Path> found = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> entries = Files.list(place)) {
          entries.filter(BundleFiles::looksLikeBundle).sorted().forEach(found::add);
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
        "There is no model '"
            + nameOrDirectory
            + "': it is no directory, and not among the models in "
            + String.join(", ", places.stream().map(Path::toString).toList())
            + " (there: "
            + (names.isEmpty() ? "none" : String.join(", ", names))
            + "). Give the name of one of these or the path of a model directory.");
  }
}
