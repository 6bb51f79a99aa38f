package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.marcnuri.helm.Helm;
import dev.imageclassifier.topology.command.RunCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The rendered chart, validated against the Kubernetes API. */
final class HelmChartTest {
  private static final Map<String, Object> REQUIRED =
      Map.of("kafka.bootstrapServers", "kafka.example:9092");

  private static Map<String, Object> with(Object... more) {
    return HelmChart.values(REQUIRED, more);
  }

  private static Map<String, Object> podSpec(Map<String, Map<String, Object>> manifests) {
    Map<String, Object> spec = ComposeFiles.map(manifests.get("Deployment"), "spec");
    return ComposeFiles.map(ComposeFiles.map(spec, "template"), "spec");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> container(Map<String, Object> podSpec) {
    return (Map<String, Object>) ((List<?>) podSpec.get("containers")).get(0);
  }

  @Test
  void isValidForKubernetes() throws IOException {
    Map<String, Map<String, Object>> manifests =
        HelmChart.render(with("kafka.existingSecret", "client", "model", "resnet18"));

    assertEquals(
        Set.of("Deployment", "NetworkPolicy", "PodDisruptionBudget", "ServiceAccount"),
        manifests.keySet());
    for (Map<String, Object> manifest : manifests.values()) {
      HelmChart.validate(manifest);
    }
  }

  @Test
  void validationReportsAnUnknownField() {
    Map<String, Object> deployment = HelmChart.render(REQUIRED).get("Deployment");
    ComposeFiles.map(deployment, "spec").put("replica", 2);

    assertThrows(IllegalArgumentException.class, () -> HelmChart.validate(deployment));
  }

  @Test
  void passesValidArgumentsToTheCommand() {
    Map<String, Object> container =
        container(
            podSpec(
                HelmChart.render(
                    with(
                        "kafka.existingSecret", "client",
                        "model", "resnet18",
                        "precision", "int8",
                        "extraArgs[0]", "--max-bytes=20000000"))));
    String[] arguments =
        ((List<?>) container.get("args")).stream().map(Object::toString).toArray(String[]::new);

    new CommandLine(new RunCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments);

    assertEquals(13, arguments.length);
    assertFalse(String.join(" ", arguments).contains("password"));
  }

  @Test
  void podsHaveRestrictedPermissions() {
    Map<String, Object> spec = podSpec(HelmChart.render(REQUIRED));
    Map<String, Object> pod = ComposeFiles.map(spec, "securityContext");
    Map<String, Object> security = ComposeFiles.map(container(spec), "securityContext");

    assertEquals(true, pod.get("runAsNonRoot"));
    assertEquals(10001, pod.get("runAsUser"));
    assertEquals("RuntimeDefault", ComposeFiles.map(pod, "seccompProfile").get("type"));
    assertEquals(true, security.get("readOnlyRootFilesystem"));
    assertEquals(false, security.get("allowPrivilegeEscalation"));
    assertEquals(List.of("ALL"), ComposeFiles.map(security, "capabilities").get("drop"));
    assertEquals(false, spec.get("automountServiceAccountToken"));
    assertEquals(false, spec.get("enableServiceLinks"));
  }

  @Test
  void secretsAreMountedFiles() {
    Map<String, Object> spec = podSpec(HelmChart.render(with("kafka.existingSecret", "client")));

    assertTrue(spec.get("volumes").toString().contains("secretName=client"));
    assertTrue(
        container(spec)
            .get("args")
            .toString()
            .contains("--command-config=/etc/image-classifier/client.properties"));
  }

  @Test
  void tracingSetsTheEndpointAndTheNetworkPolicy() throws IOException {
    Map<String, Map<String, Object>> manifests =
        HelmChart.render(with("tracing.endpoint", "http://collector:4318"));

    HelmChart.validate(manifests.get("Deployment"));
    HelmChart.validate(manifests.get("NetworkPolicy"));
    assertTrue(
        container(podSpec(manifests))
            .get("env")
            .toString()
            .contains("{name=OTEL_EXPORTER_OTLP_ENDPOINT, value=http://collector:4318}"));
    String egress =
        ComposeFiles.map(manifests.get("NetworkPolicy"), "spec").get("egress").toString();
    assertTrue(egress.contains("port=4318"), egress);
    assertFalse(HelmChart.render(REQUIRED).toString().contains("OTEL_"));
    Map<String, Object> withPassword = with("tracing.endpoint", "http://user:password@it:4318");
    assertThrows(RuntimeException.class, () -> HelmChart.render(withPassword));
  }

  @Test
  void aDigestOverridesTheTag() {
    String digest = "sha256:" + "0".repeat(64);

    assertEquals(
        "image-classifier@" + digest,
        container(podSpec(HelmChart.render(with("image.digest", digest, "image.tag", "1.2.3"))))
            .get("image"));
  }

  @Test
  void autoscalingUsesTheLagOfTheInputTopic() {
    Map<String, Map<String, Object>> manifests =
        HelmChart.render(
            with("autoscaling.enabled", true, "autoscaling.authenticationRef", "kafka-login"));
    Map<String, Object> spec = ComposeFiles.map(manifests.get("ScaledObject"), "spec");

    assertFalse(ComposeFiles.map(manifests.get("Deployment"), "spec").containsKey("replicas"));
    assertEquals("images", ComposeFiles.map(spec, "scaleTargetRef").get("name"));
    @SuppressWarnings("unchecked")
    Map<String, Object> trigger = (Map<String, Object>) ((List<?>) spec.get("triggers")).get(0);
    assertEquals("kafka", trigger.get("type"));
    Map<String, Object> metadata = ComposeFiles.map(trigger, "metadata");
    assertEquals("image-classifier", metadata.get("consumerGroup"));
    assertEquals("images", metadata.get("topic"));
    // KEDA accepts strings only
    assertEquals("1000", metadata.get("lagThreshold"));
    assertEquals("kafka-login", ComposeFiles.map(trigger, "authenticationRef").get("name"));
  }

  @Test
  void containsTheAlertsOfTheRulesFile() throws IOException {
    Map<String, Map<String, Object>> manifests =
        HelmChart.render(with("prometheusRule.enabled", true, "podMonitor.enabled", true));

    assertEquals(
        ComposeFiles.yaml(ComposeFiles.COMPOSE.resolve("prometheus/rules.yml")).get("groups"),
        ComposeFiles.map(manifests.get("PrometheusRule"), "spec").get("groups"));
    assertEquals(
        "http",
        ((Map<?, ?>)
                ((List<?>)
                        ComposeFiles.map(manifests.get("PodMonitor"), "spec")
                            .get("podMetricsEndpoints"))
                    .get(0))
            .get("port"));
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.bootstrapServers, kafka, pattern",
    "precision, fp16, precision",
    "threads, 0, threads",
    "image.tag, latest, tag",
    "image.digest, abc, digest",
    "theads, 2, theads",
    "terminationGracePeriodSeconds, 5, terminationGracePeriodSeconds",
    "fullnameOverride, Images, fullnameOverride",
    "kafka.existingSecret, Kafka_Client, existingSecret",
    "nameOverride, other, nameOverride"
  })
  void rejectsInvalidValuesByName(String name, String value, String messagePart) {
    String message = HelmChart.errorMessage(with(name, HelmChart.typed(value)));

    assertTrue(message.contains(messagePart), message);
  }

  /** YAML reads 123 as a number, and Helm writes a million as 1e+06. */
  @Test
  void keepsTextThatLooksLikeANumber(@TempDir Path directory) throws IOException {
    Path values =
        Files.writeString(
            directory.resolve("values.yaml"),
            """
            kafka: {bootstrapServers: "kafka.example:9092", existingSecret: "123"}
            model: "a: b #c"
            autoscaling: {enabled: true, lagThreshold: 1000000}
            web: {enabled: true, noAuth: true}
            """);

    Map<String, Map<String, Object>> manifests = HelmChart.render("123", values);

    for (Map<String, Object> manifest : manifests.values()) {
      String kind = manifest.get("kind").toString();
      Object name = ComposeFiles.map(manifest, "metadata").get("name");
      assertTrue(name.equals("123") || name.equals("123-web"), kind + " " + name);
      if (!kind.equals("ScaledObject")) {
        HelmChart.validate(manifest);
      }
    }
    Map<String, Object> pod = podSpec(manifests);
    assertTrue(new Gson().toJson(pod).contains("\"secretName\":\"123\""), pod.toString());
    assertTrue(((List<?>) container(pod).get("args")).contains("--model=a: b #c"), pod.toString());
    assertTrue(
        manifests.get("ScaledObject").toString().contains("lagThreshold=1000000,"),
        manifests.get("ScaledObject").toString());
    assertTrue(
        HelmChart.render("1.23", values).get("Service web").toString().contains("name=1-23-web"),
        "the name of a Service must not contain dots");
  }

  @Test
  void requiresBootstrapServers() {
    String message = HelmChart.errorMessage(Map.of());

    assertTrue(message.contains("bootstrapServers"), message);
  }

  @Test
  void passesHelmLint(@TempDir Path copy) throws IOException {
    for (String name : List.of("Chart.yaml", "values.schema.json", "files/rules.yml")) {
      Files.createDirectories(copy.resolve(name).getParent());
      Files.copy(HelmChart.DIRECTORY.resolve(name), copy.resolve(name));
    }
    Files.createDirectory(copy.resolve("templates"));
    try (var templates = Files.newDirectoryStream(HelmChart.DIRECTORY.resolve("templates"))) {
      for (Path template : templates) {
        Files.copy(template, copy.resolve("templates").resolve(template.getFileName()));
      }
    }
    // the only value without a default
    Files.writeString(
        copy.resolve("values.yaml"),
        Files.readString(HelmChart.DIRECTORY.resolve("values.yaml"))
            .replace("bootstrapServers: \"\"", "bootstrapServers: kafka.example:9092"));

    var result = new Helm(copy).lint().strict().call();

    assertFalse(result.isFailed(), result.getMessages().toString());
  }

  @Test
  void theSchemaDescribesEveryValue() throws IOException {
    String schema = Files.readString(HelmChart.DIRECTORY.resolve("values.schema.json"));

    for (String name : ComposeFiles.yaml(HelmChart.DIRECTORY.resolve("values.yaml")).keySet()) {
      assertTrue(schema.contains("\"" + name + "\""), name);
    }
  }
}
