package dev.imageclassifier.systemtests.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.testkit.ExternalTool;
import dev.imageclassifier.testkit.ProjectFiles;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docs/asyncapi.yaml} describes the record contract of the code. */
final class AsyncApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = ProjectFiles.file("docs/asyncapi.yaml");

  private static JsonNode description() throws IOException {
    try (Reader reader = Files.newBufferedReader(FILE)) {
      return JSON.valueToTree(
          new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(reader));
    }
  }

  @Test
  void isAValidAsyncApiDocument() throws Exception {
    ExternalTool npm = ExternalTool.require("npm");
    Path modules = Path.of(npm.run(ProjectFiles.ROOT, Map.of(), "root", "--global").strip());
    Path schema = modules.resolve("@asyncapi/specs/schemas/3.0.0-without-$id.json");
    ExternalTool.requireFile(schema, "@asyncapi/specs (npm)");

    var problems =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Files.readString(schema))
            .validate(description());

    assertEquals(Set.of(), problems);
  }

  @Test
  void describesTheThreeTopics() throws IOException {
    Set<String> addresses = new HashSet<>();
    description().path("channels").forEach(c -> addresses.add(c.path("address").asText()));

    assertEquals(
        Set.of(TopicNames.IMAGES, TopicNames.IMAGE_LABELS, TopicNames.IMAGE_DEAD_LETTERS),
        addresses);
  }

  @Test
  void describesEveryHeaderOfTheContract() throws Exception {
    Set<String> described = new TreeSet<>();
    JsonNode schemas = description().path("components").path("schemas");
    for (String schema : List.of("imageHeaders", "deadLetterHeaders")) {
      schemas.path(schema).path("properties").fieldNames().forEachRemaining(described::add);
    }
    Set<String> inContract = new TreeSet<>();
    for (Field field : HeaderNames.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        inContract.add(field.get(null).toString());
      }
    }
    assertEquals(inContract, described);
  }

  @Test
  void listsEveryReasonAndStage() throws IOException {
    JsonNode properties =
        description()
            .path("components")
            .path("schemas")
            .path("deadLetterHeaders")
            .path("properties");

    assertEquals(
        Arrays.stream(DeadLetterReason.values()).map(DeadLetterReason::code).toList(),
        texts(properties.path("error.reason").path("enum")));
    assertEquals(
        Arrays.stream(ErrorStage.values()).map(ErrorStage::code).toList(),
        texts(properties.path("error.stage").path("enum")));
  }

  private static List<String> texts(JsonNode array) {
    return JSON.convertValue(
        array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  @Test
  void theExampleResultMatchesItsSchema() throws IOException {
    JsonNode result = description().path("components").path("messages").path("result");
    Path schema = FILE.resolveSibling(result.path("payload").path("schema").path("$ref").asText());

    var problems =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(schema))
            .validate(result.path("examples").path(0).path("payload"));

    assertEquals(Set.of(), problems);
  }

  @Test
  void everyReferenceResolves() throws IOException {
    JsonNode description = description();
    List<JsonNode> references = description.findValues("$ref");

    for (JsonNode reference : references) {
      String target = reference.asText();
      assertTrue(
          target.startsWith("#")
              ? !description.at(target.substring(1)).isMissingNode()
              : Files.exists(FILE.resolveSibling(target)),
          target);
    }
    assertTrue(references.size() > 10, references.toString());
  }
}
