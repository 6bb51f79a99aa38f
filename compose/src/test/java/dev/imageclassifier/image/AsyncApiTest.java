package dev.imageclassifier.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.Topics;
import java.io.IOException;
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

/** {@code docs/asyncapi.yaml} says what the code says. */
final class AsyncApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Project.ROOT.resolve("docs/asyncapi.yaml");

  private static JsonNode description() throws IOException {
    return JSON.valueToTree(Project.yaml(FILE));
  }

  @Test
  void isAsyncApi() throws Exception {
    Tool npm = Tool.require("npm");
    Path modules = Path.of(npm.run(Project.COMPOSE, Map.of(), "root", "--global").strip());
    Path schema = modules.resolve("@asyncapi/specs/schemas/3.0.0-without-$id.json");
    Tool.requireFile(schema, "@asyncapi/specs of npm");

    var problems =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Files.readString(schema))
            .validate(description());

    assertEquals(Set.of(), problems);
  }

  @Test
  void channelsAreTheTopics() throws IOException {
    Set<String> addresses = new HashSet<>();
    description().path("channels").forEach(c -> addresses.add(c.path("address").asText()));

    assertEquals(Set.of(Topics.IMAGES, Topics.IMAGE_LABELS, Topics.IMAGE_DEAD_LETTERS), addresses);
  }

  @Test
  void headersAreThoseOfTheContract() throws Exception {
    Set<String> described = new TreeSet<>();
    JsonNode schemas = description().path("components").path("schemas");
    for (String schema : List.of("imageHeaders", "deadLetterHeaders")) {
      schemas.path(schema).path("properties").fieldNames().forEachRemaining(described::add);
    }
    Set<String> named = new TreeSet<>();
    for (Field field : HeaderNames.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        named.add(field.get(null).toString());
      }
    }
    assertEquals(named, described);
  }

  @Test
  void reasonsAndStagesAreThoseOfTheContract() throws IOException {
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
  void theExampleIsAResultByTheSchemaThatItPointsAt() throws IOException {
    JsonNode result = description().path("components").path("messages").path("result");
    Path schema = FILE.resolveSibling(result.path("payload").path("schema").path("$ref").asText());

    var problems =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(schema))
            .validate(result.path("examples").path(0).path("payload"));

    assertEquals(Set.of(), problems);
  }

  @Test
  void referencesResolve() throws IOException {
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
