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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the directory of one image: the program, its native libraries unpacked, its model, its bill
 * of materials.
 *
 * <p>Arguments: the directory to make (replaced), the module's distribution, its CycloneDX file,
 * and, for the classifier, the model's directory.
 */
public final class AssembleImage {
  private static final int WITHOUT_MODEL = 3;

  private AssembleImage() {}

  /** Makes the directory, or ends with what is wrong. */
  public static void main(String[] arguments) throws IOException {
    Path image = Path.of(arguments[0]).toAbsolutePath();
    Path distribution = Path.of(arguments[1]).toAbsolutePath();
    Optional<Path> model =
        arguments.length > WITHOUT_MODEL
            ? Optional.of(Path.of(arguments[WITHOUT_MODEL]).toAbsolutePath())
            : Optional.empty();
    Path bill = Path.of(arguments[2]);
    if (!Files.exists(bill)) {
      System.err.println(
          bill
              + " is not there, and an image without its bill of materials is none: Maven's CycloneDX"
              + " plugin leaves it out when Maven works offline, so run Maven once without -o.");
      System.exit(1);
    }

    delete(image);
    copy(distribution.resolve("bin"), image.resolve("bin"));
    link(distribution.resolve("lib"), image.resolve("lib"));
    Natives natives = new Natives(image.resolve("natives"));
    natives.unpackCompression(image.resolve("lib"));
    BillOfMaterials materials = BillOfMaterials.read(bill);
    if (model.isPresent()) {
      ModelBundle bundle = BundleReader.read(model.get());
      Path directory = image.resolve("models").resolve(bundle.name());
      copy(bundle.directory(), directory);
      natives.unpackClassifier(bundle);
      materials.addModel(bundle);
    }
    materials.addFiles(image, natives.directory());
    materials.write(image.resolve("sbom.cdx.json"));
  }

  private static void copy(Path from, Path to) throws IOException {
    eachFile(
        from,
        (file, relative) ->
            Files.copy(file, parented(to.resolve(relative)), StandardCopyOption.COPY_ATTRIBUTES));
  }

  /**
   * Links, since libtorch alone is a tenth of a gigabyte; copies where the file system has none.
   */
  private static void link(Path from, Path to) throws IOException {
    eachFile(
        from,
        (file, relative) -> {
          Path target = parented(to.resolve(relative));
          try {
            Files.createLink(target, file);
          } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, target);
          }
        });
  }

  private static Path parented(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return file;
  }

  private interface FileAction {
    void accept(Path file, Path relative) throws IOException;
  }

  private static void eachFile(Path directory, FileAction action) throws IOException {
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

  /** All of it, leaves first. */
  private static List<Path> tree(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
