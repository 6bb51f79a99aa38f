package dev.imageclassifier.ingest.redrive;

import dev.imageclassifier.testkit.SettingsAssertions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedriveSettingsTest {
  @Test
  void hasDefaults() {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("topic", "image-dead-letters");
    defaults.put("target", null);
    defaults.put("loopLimit", 3);
    defaults.put("max", Long.MAX_VALUE);
    defaults.put("dryRun", false);
    defaults.put("timeout", Duration.ofSeconds(15));

    SettingsAssertions.assertDefaults(RedriveSettings.builder().build(), defaults);
  }

  @Test
  void mapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        RedriveSettings.class,
        Map.of(
            "topic",
            "d",
            "target",
            "t",
            "loopLimit",
            1,
            "max",
            5L,
            "dryRun",
            true,
            "timeout",
            Duration.ofSeconds(1)));
  }

  @Test
  void rejectsInvalidValues() {
    SettingsAssertions.assertRejected(
        () -> RedriveSettings.builder().loopLimit(0).max(0).timeout(Duration.ZERO).build(),
        "loopLimit is 0 but must be 1 or more",
        "max is 0 but must be 1 or more",
        "timeout is PT0S but must be positive");
  }
}
