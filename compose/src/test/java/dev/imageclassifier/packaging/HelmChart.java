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

/** Renders the Helm chart with the Helm library. */
final class HelmChart {
  static final Path DIRECTORY = ComposeFiles.COMPOSE.resolve(Path.of("helm", "image-classifier"));

  private HelmChart() {}

  /**
   * The manifests by kind. The key of a manifest of the web gateway ends with {@code web}.
   *
   * @throws IllegalStateException with Helm's message when the values are invalid
   */
  static Map<String, Map<String, Object>> render(Map<String, Object> values) {
    TemplateCommand template = template("images");
    values.forEach(template::set);
    return manifests(template);
  }

  /** The manifests of a release with this name and the values of a file. */
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
        String name = ComposeFiles.map(manifest, "metadata").get("name").toString();
        if (manifests.put(name.endsWith("-web") ? kind + " web" : kind, manifest) != null) {
          throw new AssertionError("duplicate kind " + kind);
        }
      }
    }
    return manifests;
  }

  /** Adds values, given as alternating names and values. */
  static Map<String, Object> values(Map<String, Object> base, Object... more) {
    Map<String, Object> values = new HashMap<>(base);
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i].toString(), more[i + 1]);
    }
    return values;
  }

  /** Converts text to the type that a YAML file would have: digits to a number. */
  static Object typed(String value) {
    return value.matches("\\d+") ? Integer.valueOf(value) : value;
  }

  /** Helm's error message for invalid values. Fails when Helm accepts them. */
  static String errorMessage(Map<String, Object> values) {
    return assertThrows(RuntimeException.class, () -> render(values)).getMessage();
  }

  /** Validates a manifest against the Kubernetes API of its kind. */
  static void validate(Map<String, Object> manifest) throws IOException {
    JsonElement json = new Gson().toJsonTree(manifest);
    switch (manifest.get("kind").toString()) {
      case "Deployment" -> V1Deployment.validateJsonElement(json);
      case "Ingress" -> V1Ingress.validateJsonElement(json);
      case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
      case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
      case "Service" -> V1Service.validateJsonElement(json);
      case "ServiceAccount" -> V1ServiceAccount.validateJsonElement(json);
      default -> throw new AssertionError("unexpected kind " + manifest.get("kind"));
    }
  }
}
