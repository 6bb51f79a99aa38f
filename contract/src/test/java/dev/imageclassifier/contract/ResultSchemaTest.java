package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema and the Java reader accept and reject the same documents. */
class ResultSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    InputStream resource =
        ClassificationResult.class.getResourceAsStream("classification-result.schema.json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(resource);
  }

  static Stream<ClassificationResult> results() {
    return ResultJsonTest.results();
  }

  @ParameterizedTest
  @MethodSource("results")
  void writesValidJson(ClassificationResult result) {
    assertEquals(Set.of(), SCHEMA.validate(write(result), InputFormat.JSON));
  }

  @ParameterizedTest
  @MethodSource("everyPropertyOmitted")
  void everyPropertyIsRequiredByBoth(String pointer, String json) {
    rejectedByBoth(json, pointer);
  }

  @ParameterizedTest
  @MethodSource("everyPropertyOfAnotherType")
  void everyPropertyHasOneType(String pointer, String json) {
    rejectedByBoth(json, pointer);
  }

  @ParameterizedTest
  @MethodSource("everyObjectWithAnUnknownProperty")
  void noObjectAcceptsAnUnknownProperty(String pointer, String json) {
    rejectedByBoth(json, pointer);
  }

  @Test
  void theDocumentedExampleIsValid() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "contract.md"));
    int start = page.indexOf("```json") + "```json".length();
    String example = page.substring(start, page.indexOf("```", start));

    assertEquals(Set.of(), SCHEMA.validate(example, InputFormat.JSON));
    byte[] bytes = example.getBytes(StandardCharsets.UTF_8);
    assertEquals("tabby", ResultJson.read(bytes).best().label());
  }

  @Test
  void theTestsCoverEveryPropertyAndObject() {
    assertEquals(27, everyPropertyOmitted().count());
    assertEquals(6, everyObjectWithAnUnknownProperty().count());
  }

  static Stream<String[]> everyPropertyOmitted() {
    return variants((parent, name) -> parent.remove(name), Set.of("wnid", "damaged"));
  }

  static Stream<String[]> everyPropertyOfAnotherType() {
    return variants(
        (parent, name) -> {
          if (parent.get(name).isTextual()) {
            parent.put(name, 5);
          } else {
            parent.put(name, "5");
          }
        },
        Set.of());
  }

  static Stream<String[]> everyObjectWithAnUnknownProperty() {
    List<String[]> cases = new ArrayList<>();
    for (String pointer : List.of("", "/predictions/0", "/model", "/image", "/source", "/timing")) {
      JsonNode tree = tree();
      ((ObjectNode) tree.at(pointer)).put("surprise", 1);
      cases.add(new String[] {pointer + "/surprise", tree.toString()});
    }
    return cases.stream();
  }

  private interface Change {
    void make(ObjectNode parent, String name);
  }

  private static Stream<String[]> variants(Change change, Set<String> except) {
    List<String> pointers = new ArrayList<>();
    collect(tree(), "", pointers);
    return pointers.stream()
        .filter(pointer -> !except.contains(name(pointer)))
        .map(
            pointer -> {
              JsonNode tree = tree();
              String parent = pointer.substring(0, pointer.lastIndexOf('/'));
              change.make((ObjectNode) tree.at(parent), name(pointer));
              return new String[] {pointer, tree.toString()};
            });
  }

  private static void collect(JsonNode node, String pointer, List<String> pointers) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              property -> {
                pointers.add(pointer + "/" + property.getKey());
                collect(property.getValue(), pointer + "/" + property.getKey(), pointers);
              });
    } else if (node.isArray()) {
      collect(node.get(0), pointer + "/0", pointers);
    }
  }

  private static String name(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  private static JsonNode tree() {
    try {
      return JSON.readTree(write(Results.full()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rejectedByBoth(String json, String pointer) {
    assertFalse(SCHEMA.validate(json, InputFormat.JSON).isEmpty(), "schema accepts " + json);
    IllegalArgumentException rejected =
        assertThrows(
            IllegalArgumentException.class,
            () -> ResultJson.read(json.getBytes(StandardCharsets.UTF_8)),
            "reader accepts " + json);
    assertTrue(
        rejected.getMessage().contains(name(pointer)), pointer + ": " + rejected.getMessage());
  }

  private static String write(ClassificationResult result) {
    return new String(ResultJson.write(result), StandardCharsets.UTF_8);
  }
}
