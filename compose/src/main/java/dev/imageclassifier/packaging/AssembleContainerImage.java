package dev.imageclassifier.packaging;

import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Assembles the directory of one container image: the program, its unpacked native libraries, its
 * model and its software bill of materials.
 *
 * <p>Arguments: the directory to create (an existing one is replaced), the distribution of the
 * module, its CycloneDX file and, for the classifier, the directory of the model.
 */
public final class AssembleContainerImage {
  private static final int MODEL_ARGUMENT = 3;

  private AssembleContainerImage() {}

  /** Assembles the directory. Exits with 1 when the CycloneDX file is missing. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    Path distribution = Path.of(arguments[1]).toAbsolutePath();
    Path billFile = Path.of(arguments[2]);
    if (!Files.exists(billFile)) {
      System.err.println(
          "Missing %s: the CycloneDX plugin does not write it when Maven is offline. Run Maven once without -o."
              .formatted(billFile));
      System.exit(1);
    }

    delete(directory);
    copy(distribution.resolve("bin"), directory.resolve("bin"));
    link(distribution.resolve("lib"), directory.resolve("lib"));
    NativeLibraries natives = new NativeLibraries(directory.resolve("natives"));
    natives.unpackCompression(directory.resolve("lib"));
    BillOfMaterials bill = BillOfMaterials.read(billFile);
    if (arguments.length > MODEL_ARGUMENT) {
      ModelBundle bundle = BundleReader.read(Path.of(arguments[MODEL_ARGUMENT]).toAbsolutePath());
      copy(bundle.directory(), directory.resolve("models").resolve(bundle.name()));
      natives.unpackClassifier(bundle);
      bill.addModel(bundle);
    }
    bill.addFiles(directory, natives.directory());
    bill.write(directory.resolve("sbom.cdx.json"));
  }

  private static void copy(Path source, Path target) throws IOException {
    forEachFile(
        source,
        (file, relative) ->
            Files.copy(
                file, withParent(target.resolve(relative)), StandardCopyOption.COPY_ATTRIBUTES));
  }

  /**
   * Creates hard links, because libtorch is larger than 100 MB; copies where links are not
   * supported.
   */
  private static void link(Path source, Path target) throws IOException {
    forEachFile(
        source,
        (file, relative) -> {
          Path link = withParent(target.resolve(relative));
          try {
            Files.createLink(link, file);
          } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, link);
          }
        });
  }

  private static Path withParent(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return file;
  }

  private interface FileAction {
    void accept(Path file, Path relative) throws IOException;
  }

  private static void forEachFile(Path directory, FileAction action) throws IOException {
    for (Path path : tree(directory)) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        action.accept(path, directory.relativize(path));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      for (Path path : tree(directory)) {
        Files.delete(path);
      }
    }
  }

  /** All files and directories, children before their parents. */
  private static List<Path> tree(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
