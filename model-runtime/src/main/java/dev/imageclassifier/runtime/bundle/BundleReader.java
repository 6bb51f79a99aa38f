package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a model directory and verifies its digests. Thread-safe. */
public final class BundleReader {
  private final Path directory;
  private final List<String> problems = new ArrayList<>();

  private BundleReader(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads the model in {@code directory}. Every file of the bundle must be listed in {@code
   * SHA256SUMS} with its digest. Runs no model code.
   *
   * @throws BundleException listing all problems with file and key
   */
  public static ModelBundle read(Path directory) {
    try {
      // resolve links once: all files come from one version even if a link changes during the
      // reading
      return new BundleReader(directory.toRealPath()).read();
    } catch (IOException e) {
      throw new BundleException(
          "Cannot read the model directory %s: %s.".formatted(directory, ErrorText.reason(e)), e);
    }
  }

  /**
   * Returns an additional file of a bundle, whose digest was verified when the bundle was read.
   * Empty if {@code SHA256SUMS} does not list it.
   */
  public static Optional<Path> listedFile(ModelBundle bundle, String name) {
    BundleReader reader = new BundleReader(bundle.directory());
    return reader
        .lines(BundleFiles.DIGESTS)
        .map(lines -> Digests.parse(lines, reader.problems))
        .filter(pinned -> pinned.containsKey(name))
        .flatMap(pinned -> BundleFiles.inside(bundle.directory(), name));
  }

  private ModelBundle read() {
    ServingProperties properties = null;
    List<ClassLabel> labels = List.of();
    Optional<List<String>> text = lines(BundleFiles.PROPERTIES);
    if (text.isPresent()) {
      Map<String, String> values = PropertiesText.parse(String.join("\n", text.get()), problems);
      properties = ServingProperties.parse(values, problems);
    }
    text = lines(BundleFiles.LABELS);
    if (text.isPresent()) {
      labels = Synset.parse(text.get(), problems);
    }
    Map<Precision, String> names = properties == null ? Map.of() : properties.files();
    Map<Precision, Path> files = files(names);
    Map<String, String> pinned = Map.of();
    text = lines(BundleFiles.DIGESTS);
    if (text.isPresent()) {
      pinned = Digests.parse(text.get(), problems);
      Set<String> used = new LinkedHashSet<>();
      used.add(BundleFiles.PROPERTIES);
      used.add(BundleFiles.LABELS);
      used.addAll(names.values());
      new BundleVerifier(directory, pinned, problems).verify(used);
    }
    if (properties == null || !problems.isEmpty()) {
      throw BundleException.of(directory, problems);
    }
    return new ModelBundle(
        directory,
        properties.name(),
        properties.version(),
        files,
        digests(names, pinned),
        properties.preprocessing(),
        properties.topK(),
        labels,
        properties.licence(),
        properties.accuracy());
  }

  private Optional<List<String>> lines(String name) {
    try {
      return Optional.of(Files.readAllLines(directory.resolve(name)));
    } catch (CharacterCodingException e) {
      problems.add(name + ": is not UTF-8 text");
    } catch (IOException e) {
      problems.add(name + ": cannot be read: " + ErrorText.reason(e));
    }
    return Optional.empty();
  }

  private Map<Precision, Path> files(Map<Precision, String> names) {
    Map<Precision, Path> files = new EnumMap<>(Precision.class);
    names.forEach(
        (precision, name) ->
            BundleFiles.inside(directory, name)
                .ifPresentOrElse(
                    file -> files.put(precision, file),
                    () ->
                        problems.add(
                            "%s: bundle.precision.%s is '%s': it must be a file in the model directory"
                                .formatted(BundleFiles.PROPERTIES, precision.code(), name))));
    return files;
  }

  private static Map<Precision, String> digests(
      Map<Precision, String> names, Map<String, String> pinned) {
    Map<Precision, String> digests = new EnumMap<>(Precision.class);
    names.forEach((precision, name) -> digests.put(precision, "sha256:" + pinned.get(name)));
    return digests;
  }
}
