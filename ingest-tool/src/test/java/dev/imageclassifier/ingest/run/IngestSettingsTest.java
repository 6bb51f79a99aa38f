package dev.imageclassifier.ingest.run;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.testkit.SettingsAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {
  private static final PublishSettings PUBLISH = PublishSettings.builder().build();

  @Test
  void hasDefaults() {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("client", Map.of());
    defaults.put("files", FileSelection.builder().build());
    defaults.put("publish", PUBLISH);
    defaults.put("topics", TopicNames.DEFAULTS);
    defaults.put("resume", false);
    defaults.put("skipUnchanged", false);
    defaults.put("watch", false);
    defaults.put("countFiles", false);
    defaults.put("waitForOutcomes", false);
    defaults.put("outcomeTimeout", Duration.ofMinutes(10));
    defaults.put("report", null);

    SettingsAssertions.assertDefaults(IngestSettings.builder().publish(PUBLISH).build(), defaults);
  }

  @Test
  void mapsEveryProperty() {
    Map<String, Object> values = new HashMap<>();
    values.put("client", Map.of("bootstrap.servers", "a:1"));
    values.put("files", FileSelection.of(List.of(Path.of("a"))));
    values.put("publish", PublishSettings.builder().topic("t").build());
    values.put("topics", new TopicNames("t", "l", "d"));
    values.put("resume", true);
    values.put("skipUnchanged", true);
    values.put("watch", true);
    values.put("countFiles", true);
    values.put("waitForOutcomes", true);
    values.put("outcomeTimeout", Duration.ofSeconds(1));
    values.put("report", Path.of("report.jsonl"));

    SettingsAssertions.assertEveryPropertyIsMapped(IngestSettings.class, values);
  }

  @Test
  void rejectsInvalidValues() {
    SettingsAssertions.assertRejected(
        () ->
            IngestSettings.builder()
                .publish(PublishSettings.builder().topic("t").build())
                .outcomeTimeout(Duration.ZERO)
                .files(FileSelection.builder().list("-").build())
                .watch(true)
                .build(),
        "topics.images is 'images' but publish.topic is 't'",
        "outcomeTimeout is PT0S but must be positive",
        "watch is true but the list of files is standard input");
  }

  @Test
  void hidesClientProperties() {
    IngestSettings settings =
        IngestSettings.builder().client(Map.of("sasl.jaas.config", "canary")).build();

    assertFalse(settings.toString().contains("canary"));
  }
}
