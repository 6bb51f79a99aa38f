package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The Helm chart, rendered by Helm itself. */
final class Chart {
  static final Path DIRECTORY = Project.COMPOSE.resolve(Path.of("helm", "image-classifier"));

  private Chart() {}

  /**
   * The manifests by kind; those of the page have {@code web} behind it.
   *
   * @throws IllegalStateException with Helm's words, when it refuses the values
   */
  static Map<String, Map<String, Object>> render(Map<String, Object> values) {
    TemplateCommand template = template("pictures");
    values.forEach(template::set);
    return manifests(template);
  }

  /** The manifests of a release of this name, with the values of a file. */
  static Map<String, Map<String, Object>> render(String release, Path values) {
    return manifests(template(release).withValuesFile(values));
  }

  private static TemplateCommand template(String release) {
    return new Helm(DIRECTORY).template().withName(release).withKubeVersion("1.30.0");
  }

  private static Map<String, Map<String, Object>> manifests(TemplateCommand template) {
    Map<String, Map<String, Object>> manifests = new TreeMap<>();
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    for (Object document : yaml.loadAll(template.call())) {
      if (document != null) {
        @SuppressWarnings("unchecked")
        Map<String, Object> manifest = (Map<String, Object>) document;
        String kind = manifest.get("kind").toString();
        String name = Project.map(manifest, "metadata").get("name").toString();
        if (manifests.put(name.endsWith("-web") ? kind + " web" : kind, manifest) != null) {
          throw new AssertionError("two of the kind " + kind);
        }
      }
    }
    return manifests;
  }

  /** These values and more: names and values in turn. */
  static Map<String, Object> values(Map<String, Object> least, Object... more) {
    Map<String, Object> values = new HashMap<>(least);
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i].toString(), more[i + 1]);
    }
    return values;
  }

  /** A value as a values file has it: a number where it looks like one. */
  static Object typed(String value) {
    return value.matches("\\d+") ? Integer.valueOf(value) : value;
  }

  /** Helm's words when it refuses the values; fails when it takes them. */
  static String refusal(Map<String, Object> values) {
    return assertThrows(RuntimeException.class, () -> render(values)).getMessage();
  }

  /** Refuses what the Kubernetes API of the kind does not know. */
  static void validate(Map<String, Object> manifest) throws IOException {
    JsonElement json = new Gson().toJsonTree(manifest);
    switch (manifest.get("kind").toString()) {
      case "Deployment" -> V1Deployment.validateJsonElement(json);
      case "Ingress" -> V1Ingress.validateJsonElement(json);
      case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
      case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
      case "Service" -> V1Service.validateJsonElement(json);
      case "ServiceAccount" -> V1ServiceAccount.validateJsonElement(json);
      default -> throw new AssertionError("no description of " + manifest.get("kind") + " here");
    }
  }
}
