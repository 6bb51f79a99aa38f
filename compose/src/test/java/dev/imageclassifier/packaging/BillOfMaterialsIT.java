package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The software bills of materials of the assembled container images. */
final class BillOfMaterialsIT {
  private static Path bill(String image) {
    return ComposeFiles.IMAGES.resolve(image).resolve("sbom.cdx.json");
  }

  private static List<JsonNode> components(String image, String type) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    new ObjectMapper()
        .readTree(bill(image).toFile())
        .path("components")
        .forEach(
            component -> {
              if (component.path("type").asText().equals(type)) {
                found.add(component);
              }
            });
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"classifier", "web"})
  void isAValidCycloneDxFile(String image) throws IOException {
    assertEquals(
        List.of(), new JsonParser().validate(bill(image).toFile(), Version.VERSION_16), image);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classifier", "web"})
  void listsEveryJar(String image) throws IOException {
    Set<String> named = new TreeSet<>();
    for (JsonNode library : components(image, "library")) {
      String classifier =
          library.path("purl").asText().replaceFirst(".*[?&]classifier=([^&]*).*", "-$1");
      named.add(
          library.path("name").asText()
              + "-"
              + library.path("version").asText()
              + (classifier.startsWith("-") ? classifier : "")
              + ".jar");
    }
    List<String> unnamed = new ArrayList<>();
    try (Stream<Path> jars = Files.list(ComposeFiles.IMAGES.resolve(image).resolve("lib"))) {
      jars.map(jar -> jar.getFileName().toString())
          .filter(jar -> !named.contains(jar))
          .forEach(unnamed::add);
    }
    // the bill describes this JAR itself
    assertEquals(1, unnamed.size(), unnamed.toString());
    assertTrue(unnamed.get(0).matches("(topology|web-gateway)-.*"), unnamed.get(0));
  }

  @Test
  void listsTheModelWithTheDigestOfEachFile() throws IOException {
    List<JsonNode> models = components("classifier", "machine-learning-model");

    assertEquals(1, models.size());
    Set<String> stated = new TreeSet<>();
    models
        .get(0)
        .path("components")
        .forEach(
            file ->
                stated.add(
                    file.path("hashes").path(0).path("content").asText()
                        + "  "
                        + file.path("name").asText()));
    String name = models.get(0).path("name").asText();
    List<String> sums =
        Files.readAllLines(ProjectFiles.ROOT.resolve(Path.of("models", name, "SHA256SUMS")));
    assertTrue(stated.containsAll(sums), stated + " must contain " + sums);
  }

  @Test
  void listsTheNativeLibraries() throws IOException {
    String files = components("classifier", "file").toString();

    for (String library :
        List.of("libtorch_cpu.so", "libdjl_torch.so", "libleptonica.so", "libzstd-jni", "lz4")) {
      assertTrue(files.contains(library), library);
    }
  }
}
