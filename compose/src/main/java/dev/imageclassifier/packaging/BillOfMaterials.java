package dev.imageclassifier.packaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.runtime.bundle.Digests;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The software bill of materials of a container image: the CycloneDX file that Maven wrote for the
 * module, the unpacked native libraries and the model.
 */
final class BillOfMaterials {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ObjectNode bill;

  private BillOfMaterials(ObjectNode bill) {
    this.bill = bill;
  }

  static BillOfMaterials read(Path file) throws IOException {
    return new BillOfMaterials((ObjectNode) JSON.readTree(file.toFile()));
  }

  /** Adds the model and its files with their SHA-256 digests. */
  void addModel(ModelBundle bundle) throws IOException {
    ObjectNode model = component("machine-learning-model", bundle.name());
    model.put("bom-ref", "model:" + bundle.name() + "@" + bundle.version());
    model.put("version", bundle.version());
    ArrayNode files = model.putArray("components");
    for (Path file : regularFiles(bundle.directory())) {
      addFile(files.addObject(), bundle.directory().relativize(file).toString(), file);
    }
  }

  /** Adds every file below {@code directory}, named relative to {@code root}. */
  void addFiles(Path root, Path directory) throws IOException {
    for (Path file : regularFiles(directory)) {
      String name = root.relativize(file).toString();
      ObjectNode component = component("file", name);
      component.put("bom-ref", "file:" + name);
      addFile(component, name, file);
    }
  }

  void write(Path file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), bill);
  }

  private ObjectNode component(String type, String name) {
    ObjectNode component = bill.withArray("components").addObject();
    component.put("type", type);
    component.put("name", name);
    return component;
  }

  private static void addFile(ObjectNode component, String name, Path file) throws IOException {
    component.put("type", "file");
    component.put("name", name);
    ObjectNode hash = component.putArray("hashes").addObject();
    hash.put("alg", "SHA-256");
    hash.put("content", Digests.sha256(file));
  }

  private static List<Path> regularFiles(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}
