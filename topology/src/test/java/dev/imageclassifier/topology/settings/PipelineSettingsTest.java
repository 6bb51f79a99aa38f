package dev.imageclassifier.topology.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.testkit.SettingsAssertions;
import dev.imageclassifier.topology.batch.BatchSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PipelineSettingsTest {
  private static final Path STATE = Path.of("state");

  @Test
  void hasDefaults() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("client", Map.of());
    expected.put("topics", TopicNames.DEFAULTS);
    expected.put("topicCreation", TopicCreation.builder().build());
    expected.put("applicationId", "image-classifier");
    expected.put("guarantee", Guarantee.EXACTLY_ONCE_V2);
    expected.put("threads", 1);
    expected.put("batch", BatchSettings.builder().build());
    expected.put("decoding", DecodeSettings.DEFAULTS);
    expected.put("httpPort", OptionalInt.empty());
    expected.put("stateDirectory", STATE);
    SettingsAssertions.assertDefaults(
        PipelineSettings.builder().stateDirectory(STATE).build(), expected);
  }

  @Test
  void derivesTheStateDirectoryFromTheApplicationId() {
    Path directory = PipelineSettings.builder().applicationId("mine").build().stateDirectory();

    assertTrue(directory.endsWith(Path.of("kafka-image-classifier", "mine")), directory.toString());
  }

  @Test
  void mapsEveryProperty() {
    Map<String, Object> values = new HashMap<>();
    values.put("client", Map.of("bootstrap.servers", "localhost:9092"));
    values.put("topics", new TopicNames("a", "b", "c"));
    values.put("topicCreation", TopicCreation.builder().enabled(true).build());
    values.put("applicationId", "other");
    values.put("guarantee", Guarantee.AT_LEAST_ONCE);
    values.put("threads", 2);
    values.put("batch", BatchSettings.builder().batchSize(4).build());
    values.put("decoding", DecodeSettings.builder().maxBytes(1_000).build());
    values.put("httpPort", OptionalInt.of(8081));
    values.put("stateDirectory", STATE);
    SettingsAssertions.assertEveryPropertyIsMapped(PipelineSettings.class, values);

    PipelineSettings settings =
        PipelineSettings.builder().applicationId("other").threads(2).stateDirectory(STATE).build();
    assertEquals(settings, settings.toBuilder().build());
  }

  @Test
  void rejectsInvalidValues() {
    SettingsAssertions.assertRejected(
        () -> PipelineSettings.builder().threads(0).applicationId("a b").build(),
        "threads is 0",
        "Invalid application id 'a b'");
  }

  @Test
  void doesNotPrintClientProperties() {
    PipelineSettings settings =
        PipelineSettings.builder().client(Map.of("ssl.key.password", "canary-4711")).build();

    assertFalse(settings.toString().contains("canary-4711"));
  }
}
