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

/** The chart as Helm renders it, checked against Kubernetes' own description of each kind. */
final class ChartTest {
  private static final Map<String, Object> LEAST =
      Map.of("kafka.bootstrapServers", "kafka.example:9092");

  private static Map<String, Object> with(Object... more) {
    return Chart.values(LEAST, more);
  }

  private static Map<String, Object> podSpec(Map<String, Map<String, Object>> manifests) {
    Map<String, Object> spec = Project.map(manifests.get("Deployment"), "spec");
    return Project.map(Project.map(spec, "template"), "spec");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> container(Map<String, Object> podSpec) {
    return (Map<String, Object>) ((List<?>) podSpec.get("containers")).get(0);
  }

  @Test
  void kubernetesKnowsEveryField() throws IOException {
    Map<String, Map<String, Object>> manifests =
        Chart.render(with("kafka.existingSecret", "client", "model", "resnet18"));

    assertEquals(
        Set.of("Deployment", "NetworkPolicy", "PodDisruptionBudget", "ServiceAccount"),
        manifests.keySet());
    for (Map<String, Object> manifest : manifests.values()) {
      Chart.validate(manifest);
    }
  }

  @Test
  void anUnknownFieldIsNoticed() {
    Map<String, Object> deployment = Chart.render(LEAST).get("Deployment");
    Project.map(deployment, "spec").put("replica", 2);

    assertThrows(IllegalArgumentException.class, () -> Chart.validate(deployment));
  }

  @Test
  void theCommandUnderstandsItsArguments() {
    Map<String, Object> container =
        container(
            podSpec(
                Chart.render(
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
  void podsAreConfined() {
    Map<String, Object> spec = podSpec(Chart.render(LEAST));
    Map<String, Object> pod = Project.map(spec, "securityContext");
    Map<String, Object> security = Project.map(container(spec), "securityContext");

    assertEquals(true, pod.get("runAsNonRoot"));
    assertEquals(10001, pod.get("runAsUser"));
    assertEquals("RuntimeDefault", Project.map(pod, "seccompProfile").get("type"));
    assertEquals(true, security.get("readOnlyRootFilesystem"));
    assertEquals(false, security.get("allowPrivilegeEscalation"));
    assertEquals(List.of("ALL"), Project.map(security, "capabilities").get("drop"));
    assertEquals(false, spec.get("automountServiceAccountToken"));
    assertEquals(false, spec.get("enableServiceLinks"));
  }

  @Test
  void secretsComeByReference() {
    Map<String, Object> spec = podSpec(Chart.render(with("kafka.existingSecret", "client")));

    assertTrue(spec.get("volumes").toString().contains("secretName=client"));
    assertTrue(
        container(spec)
            .get("args")
            .toString()
            .contains("--command-config=/etc/image-classifier/client.properties"));
  }

  @Test
  void spansGoToTheCollectorAndThePolicyLetsThemOut() throws IOException {
    Map<String, Map<String, Object>> manifests =
        Chart.render(with("tracing.endpoint", "http://collector:4318"));

    Chart.validate(manifests.get("Deployment"));
    Chart.validate(manifests.get("NetworkPolicy"));
    assertTrue(
        container(podSpec(manifests))
            .get("env")
            .toString()
            .contains("{name=OTEL_EXPORTER_OTLP_ENDPOINT, value=http://collector:4318}"));
    String egress = Project.map(manifests.get("NetworkPolicy"), "spec").get("egress").toString();
    assertTrue(egress.contains("port=4318"), egress);
    assertFalse(Chart.render(LEAST).toString().contains("OTEL_"));
    Map<String, Object> withPassword = with("tracing.endpoint", "http://user:password@it:4318");
    assertThrows(RuntimeException.class, () -> Chart.render(withPassword));
  }

  @Test
  void aDigestWinsOverTheTag() {
    String digest = "sha256:" + "0".repeat(64);

    assertEquals(
        "image-classifier@" + digest,
        container(podSpec(Chart.render(with("image.digest", digest, "image.tag", "1.2.3"))))
            .get("image"));
  }

  @Test
  void kedaScalesOnTheLagOfTheInput() {
    Map<String, Map<String, Object>> manifests =
        Chart.render(
            with("autoscaling.enabled", true, "autoscaling.authenticationRef", "kafka-login"));
    Map<String, Object> spec = Project.map(manifests.get("ScaledObject"), "spec");

    assertFalse(Project.map(manifests.get("Deployment"), "spec").containsKey("replicas"));
    assertEquals("pictures", Project.map(spec, "scaleTargetRef").get("name"));
    @SuppressWarnings("unchecked")
    Map<String, Object> trigger = (Map<String, Object>) ((List<?>) spec.get("triggers")).get(0);
    assertEquals("kafka", trigger.get("type"));
    Map<String, Object> metadata = Project.map(trigger, "metadata");
    assertEquals("image-classifier", metadata.get("consumerGroup"));
    assertEquals("images", metadata.get("topic"));
    // KEDA takes strings only
    assertEquals("1000", metadata.get("lagThreshold"));
    assertEquals("kafka-login", Project.map(trigger, "authenticationRef").get("name"));
  }

  @Test
  void theAlertsAreThoseOfTheFile() throws IOException {
    Map<String, Map<String, Object>> manifests =
        Chart.render(with("prometheusRule.enabled", true, "podMonitor.enabled", true));

    assertEquals(
        Project.yaml(Project.COMPOSE.resolve("prometheus/rules.yml")).get("groups"),
        Project.map(manifests.get("PrometheusRule"), "spec").get("groups"));
    assertEquals(
        "http",
        ((Map<?, ?>)
                ((List<?>)
                        Project.map(manifests.get("PodMonitor"), "spec").get("podMetricsEndpoints"))
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
    "fullnameOverride, Pictures, fullnameOverride",
    "kafka.existingSecret, Kafka_Client, existingSecret",
    "nameOverride, other, nameOverride"
  })
  void wrongValuesAreRefusedByName(String name, String value, String told) {
    String refusal = Chart.refusal(with(name, Chart.typed(value)));

    assertTrue(refusal.contains(told), refusal);
  }

  /** YAML takes 123 for a number, and Helm writes a million as 1e+06. */
  @Test
  void whatLooksLikeSomethingElseStaysWhatItIs(@TempDir Path directory) throws IOException {
    Path values =
        Files.writeString(
            directory.resolve("values.yaml"),
            """
            kafka: {bootstrapServers: "kafka.example:9092", existingSecret: "123"}
            model: "a: b #c"
            autoscaling: {enabled: true, lagThreshold: 1000000}
            web: {enabled: true, noAuth: true}
            """);

    Map<String, Map<String, Object>> manifests = Chart.render("123", values);

    for (Map<String, Object> manifest : manifests.values()) {
      String kind = manifest.get("kind").toString();
      Object name = Project.map(manifest, "metadata").get("name");
      assertTrue(name.equals("123") || name.equals("123-web"), kind + " " + name);
      if (!kind.equals("ScaledObject")) {
        Chart.validate(manifest);
      }
    }
    Map<String, Object> pod = podSpec(manifests);
    assertTrue(new Gson().toJson(pod).contains("\"secretName\":\"123\""), pod.toString());
    assertTrue(((List<?>) container(pod).get("args")).contains("--model=a: b #c"), pod.toString());
    assertTrue(
        manifests.get("ScaledObject").toString().contains("lagThreshold=1000000,"),
        manifests.get("ScaledObject").toString());
    assertTrue(
        Chart.render("1.23", values).get("Service web").toString().contains("name=1-23-web"),
        "a Service's name has no dots");
  }

  @Test
  void withoutBrokersItRefuses() {
    String refusal = Chart.refusal(Map.of());

    assertTrue(refusal.contains("bootstrapServers"), refusal);
  }

  @Test
  void lintFindsNothing(@TempDir Path copy) throws IOException {
    for (String name : List.of("Chart.yaml", "values.schema.json", "files/rules.yml")) {
      Files.createDirectories(copy.resolve(name).getParent());
      Files.copy(Chart.DIRECTORY.resolve(name), copy.resolve(name));
    }
    Files.createDirectory(copy.resolve("templates"));
    try (var templates = Files.newDirectoryStream(Chart.DIRECTORY.resolve("templates"))) {
      for (Path template : templates) {
        Files.copy(template, copy.resolve("templates").resolve(template.getFileName()));
      }
    }
    // the one value that has no default
    Files.writeString(
        copy.resolve("values.yaml"),
        Files.readString(Chart.DIRECTORY.resolve("values.yaml"))
            .replace("bootstrapServers: \"\"", "bootstrapServers: kafka.example:9092"));

    var result = new Helm(copy).lint().strict().call();

    assertFalse(result.isFailed(), result.getMessages().toString());
  }

  @Test
  void everyValueIsInTheSchema() throws IOException {
    String schema = Files.readString(Chart.DIRECTORY.resolve("values.schema.json"));

    for (String name : Project.yaml(Chart.DIRECTORY.resolve("values.yaml")).keySet()) {
      assertTrue(schema.contains("\"" + name + "\""), name);
    }
  }
}
