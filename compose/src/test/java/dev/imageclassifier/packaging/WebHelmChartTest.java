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

/** The optional web gateway of the chart. */
final class WebHelmChartTest {
  private static final Map<String, Object> REQUIRED =
      Map.of("kafka.bootstrapServers", "kafka.example:9092", "web.enabled", true);

  private static Map<String, Object> with(Object... more) {
    return HelmChart.values(REQUIRED, more);
  }

  private static Map<String, Map<String, Object>> complete() {
    return HelmChart.render(
        with(
            "kafka.existingSecret", "client",
            "web.existingSecret", "gateway",
            "web.existingTokenSecret", "callers",
            "web.ingress.enabled", true,
            "web.ingress.host", "images.example.org",
            "web.ingress.tlsSecret", "certificate",
            "podMonitor.enabled", true));
  }

  private static Map<String, Object> podSpec(Map<String, Map<String, Object>> manifests) {
    Map<String, Object> spec = ComposeFiles.map(manifests.get("Deployment web"), "spec");
    return ComposeFiles.map(ComposeFiles.map(spec, "template"), "spec");
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
  void isValidForKubernetes() throws IOException {
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
      HelmChart.validate(manifest);
    }
  }

  @Test
  void passesValidArgumentsToTheCommand() {
    String[] arguments = arguments(complete());

    new CommandLine(new WebCommand()).parseArgs(arguments);

    List<String> all = List.of(arguments);
    assertTrue(all.contains("--allowed-host=images-web"), all.toString());
    assertTrue(all.contains("--allowed-host=images.example.org"), all.toString());
    assertTrue(all.contains("--token-file=/etc/image-classifier-token/token"), all.toString());
    assertFalse(all.contains("--no-auth"), all.toString());
    List<String> open = List.of(arguments(HelmChart.render(with("web.noAuth", true))));
    assertTrue(open.contains("--no-auth"), open.toString());
    assertFalse(open.toString().contains("--token-file"), open.toString());
  }

  @Test
  void podsHaveTheRestrictionsOfTheClassifier() {
    Map<String, Map<String, Object>> manifests = complete();
    Map<String, Object> web = podSpec(manifests);
    Map<String, Object> classifier =
        ComposeFiles.map(
            ComposeFiles.map(ComposeFiles.map(manifests.get("Deployment"), "spec"), "template"),
            "spec");

    for (String field :
        List.of("securityContext", "automountServiceAccountToken", "enableServiceLinks")) {
      assertEquals(classifier.get(field), web.get(field), field);
    }
    assertEquals(
        first(classifier.get("containers")).get("securityContext"),
        first(web.get("containers")).get("securityContext"));
  }

  @Test
  void secretsAreMountedFiles() {
    String volumes = podSpec(complete()).get("volumes").toString();

    assertTrue(volumes.contains("secretName=gateway"), volumes);
    assertTrue(volumes.contains("secretName=callers"), volumes);
    assertFalse(volumes.contains("secretName=client"), volumes);
    assertTrue(
        podSpec(HelmChart.render(with("web.noAuth", true, "kafka.existingSecret", "client")))
            .get("volumes")
            .toString()
            .contains("secretName=client"));
  }

  @Test
  void selectsOnlyPodsOfTheWebGateway() {
    Map<String, Map<String, Object>> manifests = complete();
    Map<String, Object> selector =
        ComposeFiles.map(ComposeFiles.map(manifests.get("Service web"), "spec"), "selector");

    assertEquals(
        selector,
        ComposeFiles.map(
            ComposeFiles.map(ComposeFiles.map(manifests.get("Deployment web"), "spec"), "selector"),
            "matchLabels"));
    assertNotEquals(
        selector.get("app.kubernetes.io/name"),
        ComposeFiles.map(
                ComposeFiles.map(ComposeFiles.map(manifests.get("Deployment"), "spec"), "selector"),
                "matchLabels")
            .get("app.kubernetes.io/name"));
  }

  @Test
  void prometheusSendsTheToken() {
    Map<String, Object> endpoint =
        first(
            ComposeFiles.map(complete().get("PodMonitor web"), "spec").get("podMetricsEndpoints"));

    assertEquals(
        Map.of("credentials", Map.of("name", "callers", "key", "token")),
        endpoint.get("authorization"));
  }

  @Test
  void isDisabledByDefault() {
    Map<String, Map<String, Object>> manifests =
        HelmChart.render(Map.of("kafka.bootstrapServers", "kafka.example:9092"));

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
  void rejectsInvalidValuesByName(String name, String value, String messagePart) {
    String message = HelmChart.errorMessage(with(name, HelmChart.typed(value)));

    assertTrue(message.contains(messagePart), message);
  }

  @Test
  void requiresAHostForAnIngress() {
    String message = HelmChart.errorMessage(with("web.noAuth", true, "web.ingress.enabled", true));

    assertTrue(message.contains("web.ingress.host"), message);
  }
}
