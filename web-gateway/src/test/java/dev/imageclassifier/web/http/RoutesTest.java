package dev.imageclassifier.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.web.live.EventsEndpoint;
import dev.imageclassifier.web.live.LiveFeed;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import dev.imageclassifier.web.pending.PendingRequests;
import dev.imageclassifier.web.pending.Unavailability;
import dev.imageclassifier.web.settings.HttpSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The OpenAPI description matches the routes of the server. */
class RoutesTest {
  private static final JsonNode DOCUMENT = document();

  private static JsonNode document() {
    try (var in = HttpServer.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(in);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Route> routes() {
    LiveFeed feed = new LiveFeed();
    GatewayMetrics metrics = new GatewayMetrics();
    return HttpServer.routes(
        HttpSettings.builder().build(),
        new PendingRequests((id, image) -> new CompletableFuture<>(), 1),
        new EventsEndpoint(feed, Optional::empty, metrics),
        Optional::empty,
        metrics);
  }

  @Test
  void everyRouteIsDescribed() {
    Set<String> served =
        routes().stream()
            .filter(it -> it.access() != Route.Access.PAGE)
            .map(it -> it.method() + " " + it.path().replaceFirst("(?<=.)/$", "/{id}"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> described = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    assertEquals(described, served);
  }

  @Test
  void requiresATokenWhereTheDescriptionStatesIt() {
    for (Route route : routes()) {
      String path = route.path().replaceFirst("(?<=.)/$", "/{id}");
      JsonNode operation =
          DOCUMENT.get("paths").path(path).path(route.method().toLowerCase(java.util.Locale.ROOT));
      assertEquals(route.access() == Route.Access.TOKEN, operation.has("security"), route.path());
    }
  }

  @Test
  void listsAllReasonsStagesAndCodes() {
    JsonNode deadLetter = DOCUMENT.at("/components/schemas/DeadLetterProblem/properties");
    assertEquals(
        codes(DeadLetterReason.values(), DeadLetterReason::code),
        texts(deadLetter.at("/reason/enum")));
    assertEquals(codes(ErrorStage.values(), ErrorStage::code), texts(deadLetter.at("/stage/enum")));
    assertEquals(
        codes(Unavailability.values(), Unavailability::code),
        texts(DOCUMENT.at("/components/schemas/State/properties/code/enum")));
  }

  @Test
  void everyReferenceResolves() {
    List<String> references = DOCUMENT.findValuesAsText("$ref");
    assertTrue(references.size() > 10);
    for (String reference : references) {
      boolean resolves =
          reference.startsWith("#/")
              ? !DOCUMENT.at(reference.substring(1)).isMissingNode()
              : routes().stream().anyMatch(it -> it.path().equals("/" + reference));
      assertTrue(resolves, reference);
    }
  }

  private static <T> Set<String> codes(T[] values, java.util.function.Function<T, String> code) {
    return Arrays.stream(values).map(code).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(it -> texts.add(it.textValue()));
    return texts;
  }
}
