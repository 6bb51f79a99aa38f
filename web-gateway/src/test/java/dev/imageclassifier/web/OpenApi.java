package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.web.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI description of the gateway. Checks responses against it. */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESULT = "classification-result.schema.json";

  private final JsonNode document;

  private OpenApi(JsonNode document) {
    this.document = document;
  }

  static OpenApi load() {
    return new OpenApi(read(HttpServer.class, "openapi.json"));
  }

  /** All operations, such as {@code GET /limits}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  /** Fails if the response does not match the description. Ignores the files of the page. */
  void check(String method, String path, int status, String contentType, byte[] body) {
    String template = path.startsWith("/results/") ? "/results/{id}" : path;
    JsonNode operation = document.get("paths").path(template).path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      return;
    }
    String what = method + " " + template + " " + status;
    JsonNode response = operation.get("responses").path(Integer.toString(status));
    assertTrue(response.isObject(), what + " is not described");
    String type = contentType.replaceFirst(";.*", "");
    JsonNode schema = response.path("content").path(type).path("schema");
    assertTrue(schema.isObject() || body.length == 0, what + " as " + type + " is not described");
    if (type.endsWith("json")) {
      assertEquals(List.of(), violations(schema, body), what);
    }
  }

  private List<String> violations(JsonNode schema, byte[] body) {
    JsonNode node;
    try {
      node = JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> violations = new ArrayList<>();
    schema(schema).validate(node).forEach(it -> violations.add(it.getMessage()));
    return violations;
  }

  private JsonSchema schema(JsonNode schema) {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    if (RESULT.equals(schema.path("$ref").asText())) {
      return factory.getSchema(read(ClassificationResult.class, RESULT));
    }
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return factory.getSchema(whole);
  }

  private static JsonNode read(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
