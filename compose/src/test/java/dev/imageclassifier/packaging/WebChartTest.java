package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.web.WebCommand;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The chart's page and HTTP API, which are there on request only. */
final class WebChartTest {
  private static final Map<String, Object> LEAST =
      Map.of("kafka.bootstrapServers", "kafka.example:9092", "web.enabled", true);

  private static Map<String, Object> with(Object... more) {
    return Chart.values(LEAST, more);
  }

  private static Map<String, Map<String, Object>> complete() {
    return Chart.render(
        with(
            "kafka.existingSecret", "client",
            "web.existingSecret", "gateway",
            "web.existingTokenSecret", "callers",
            "web.ingress.enabled", true,
            "web.ingress.host", "pictures.example.org",
            "web.ingress.tlsSecret", "certificate",
            "podMonitor.enabled", true));
  }

  private static Map<String, Object> podSpec(Map<String, Map<String, Object>> manifests) {
    Map<String, Object> spec = Project.map(manifests.get("Deployment web"), "spec");
    return Project.map(Project.map(spec, "template"), "spec");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> first(Object list) {
    return (Map<String, Object>) ((List<?>) list).get(0);
  }

  private static String[] arguments(Map<String, Map<String, Object>> manifests) {
    return ((List<?>) first(podSpec(manifests).get("containers")).get("args"))
        .stream().map(Object::toString).toArray(String[]::new);
  }

  @Test
  void kubernetesKnowsEveryField() throws IOException {
    Map<String, Map<String, Object>> manifests = complete();

    manifests.remove("PodMonitor");
    manifests.remove("PodMonitor web");
    assertTrue(
        manifests
            .keySet()
            .containsAll(
                Set.of(
                    "Deployment web",
                    "Service web",
                    "Ingress web",
                    "NetworkPolicy web",
                    "PodDisruptionBudget web")),
        manifests.keySet().toString());
    for (Map<String, Object> manifest : manifests.values()) {
      Chart.validate(manifest);
    }
  }

  @Test
  void theCommandUnderstandsItsArguments() {
    String[] arguments = arguments(complete());

    new CommandLine(new WebCommand()).parseArgs(arguments);

    List<String> all = List.of(arguments);
    assertTrue(all.contains("--allowed-host=pictures-web"), all.toString());
    assertTrue(all.contains("--allowed-host=pictures.example.org"), all.toString());
    assertTrue(all.contains("--token-file=/etc/image-classifier-token/token"), all.toString());
    assertFalse(all.contains("--no-auth"), all.toString());
    List<String> open = List.of(arguments(Chart.render(with("web.noAuth", true))));
    assertTrue(open.contains("--no-auth"), open.toString());
    assertFalse(open.toString().contains("--token-file"), open.toString());
  }

  @Test
  void podsAreConfinedAsTheClassifiersAre() {
    Map<String, Map<String, Object>> manifests = complete();
    Map<String, Object> web = podSpec(manifests);
    Map<String, Object> classifier =
        Project.map(
            Project.map(Project.map(manifests.get("Deployment"), "spec"), "template"), "spec");

    for (String same :
        List.of("securityContext", "automountServiceAccountToken", "enableServiceLinks")) {
      assertEquals(classifier.get(same), web.get(same), same);
    }
    assertEquals(
        first(classifier.get("containers")).get("securityContext"),
        first(web.get("containers")).get("securityContext"));
  }

  @Test
  void secretsComeByReference() {
    String volumes = podSpec(complete()).get("volumes").toString();

    assertTrue(volumes.contains("secretName=gateway"), volumes);
    assertTrue(volumes.contains("secretName=callers"), volumes);
    assertFalse(volumes.contains("secretName=client"), volumes);
    assertTrue(
        podSpec(Chart.render(with("web.noAuth", true, "kafka.existingSecret", "client")))
            .get("volumes")
            .toString()
            .contains("secretName=client"));
  }

  @Test
  void noSelectorFindsTheOthersPods() {
    Map<String, Map<String, Object>> manifests = complete();
    Map<String, Object> selector =
        Project.map(Project.map(manifests.get("Service web"), "spec"), "selector");

    assertEquals(
        selector,
        Project.map(
            Project.map(Project.map(manifests.get("Deployment web"), "spec"), "selector"),
            "matchLabels"));
    assertNotEquals(
        selector.get("app.kubernetes.io/name"),
        Project.map(
                Project.map(Project.map(manifests.get("Deployment"), "spec"), "selector"),
                "matchLabels")
            .get("app.kubernetes.io/name"));
  }

  @Test
  void prometheusShowsTheTokenToo() {
    Map<String, Object> endpoint =
        first(Project.map(complete().get("PodMonitor web"), "spec").get("podMetricsEndpoints"));

    assertEquals(
        Map.of("credentials", Map.of("name", "callers", "key", "token")),
        endpoint.get("authorization"));
  }

  @Test
  void itIsNotThereUnlessAskedFor() {
    Map<String, Map<String, Object>> manifests =
        Chart.render(Map.of("kafka.bootstrapServers", "kafka.example:9092"));

    assertFalse(manifests.keySet().toString().contains("web"), manifests.keySet().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "web.replicas, 2, web.existingTokenSecret",
    "web.ingress.host, not a name, host",
    "web.service.port, 0, port",
    "web.image.tag, latest, tag",
    "web.tokn, x, tokn"
  })
  void wrongValuesAreRefusedByName(String name, String value, String told) {
    String refusal = Chart.refusal(with(name, Chart.typed(value)));

    assertTrue(refusal.contains(told), refusal);
  }

  @Test
  void anIngressHasAName() {
    String refusal = Chart.refusal(with("web.noAuth", true, "web.ingress.enabled", true));

    assertTrue(refusal.contains("web.ingress.host"), refusal);
  }
}
