package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.ExternalTool;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/** Checks {@code compose.yaml} without a container engine. */
final class ComposeFileTest {
  private static Map<String, Object> services() throws IOException {
    return ComposeFiles.map(
        ComposeFiles.yaml(ComposeFiles.COMPOSE.resolve("compose.yaml")), "services");
  }

  @Test
  void isValidForDockerCompose() throws Exception {
    ExternalTool compose = ExternalTool.require("docker-compose");

    String resolved = compose.run(ComposeFiles.COMPOSE, Map.of(), "-f", "compose.yaml", "config");

    assertTrue(resolved.contains("image: apache/kafka:"), resolved);
  }

  @Test
  void confinesEveryService() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String name : services().keySet()) {
      Map<String, Object> service = ComposeFiles.service(name);
      expect(wrong, name, List.of("ALL"), service.get("cap_drop"));
      expect(wrong, name, List.of("no-new-privileges:true"), service.get("security_opt"));
      expect(wrong, name, !name.equals("kafka"), service.get("read_only"));
      expect(wrong, name, true, service.get("pids_limit") instanceof Integer);
      expect(wrong, name, true, service.get("mem_limit") instanceof String);
      expect(wrong, name, null, service.get("privileged"));
      expect(wrong, name, null, service.get("user"));
    }
    assertEquals(List.of(), wrong);
  }

  private static void expect(List<String> wrong, String service, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      wrong.add("%s: expected %s, but was %s".formatted(service, expected, actual));
    }
  }

  @Test
  void pinsTheContainerImages() throws IOException {
    for (String name : services().keySet()) {
      String image = ComposeFiles.service(name).get("image").toString();
      assertTrue(image.matches("[a-z/-]+:(v?\\d+\\.\\d+\\.\\d+|\\$\\{TAG:-local})"), image);
    }
    assertEquals(
        "apache/kafka:" + AppInfoParser.getVersion(), ComposeFiles.service("kafka").get("image"));
  }

  @Test
  void opensPortsOnTheLoopbackAddressOnly() throws IOException {
    for (String name : services().keySet()) {
      Object ports = ComposeFiles.service(name).getOrDefault("ports", List.of());
      for (Object port : (List<?>) ports) {
        assertTrue(port.toString().startsWith("127.0.0.1:"), name + ": " + port);
      }
    }
  }

  @Test
  void supportsSeveralClassifiers() throws IOException {
    Map<String, Object> classifier = ComposeFiles.service("classifier");

    assertFalse(classifier.containsKey("container_name"));
    assertFalse(classifier.containsKey("ports"));
  }

  @Test
  void hasValidBrokerProperties() throws IOException {
    Properties properties = new Properties();
    ComposeFiles.map(ComposeFiles.service("kafka"), "environment")
        .forEach(
            (name, value) ->
                properties.put(
                    name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'),
                    value.toString()));
    assertEquals("-Xmx512m", properties.remove("heap.opts"));

    Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(AbstractKafkaConfig.CONFIG_DEF.names());
    assertEquals(Set.of(), unknown);
    KafkaConfig config = KafkaConfig.fromProps(properties, false);

    assertFalse(config.autoCreateTopicsEnable());
  }

  @Test
  void mountsExistingFiles() throws IOException {
    for (String name : services().keySet()) {
      Object volumes = ComposeFiles.service(name).getOrDefault("volumes", List.of());
      for (Object volume : (List<?>) volumes) {
        String source = volume.toString().split(":", 2)[0];
        if (source.startsWith(".")) {
          assertTrue(Files.exists(ComposeFiles.COMPOSE.resolve(source)), source);
        }
      }
    }
  }
}
