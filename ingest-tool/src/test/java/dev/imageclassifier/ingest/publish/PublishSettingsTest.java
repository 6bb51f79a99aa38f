package dev.imageclassifier.ingest.publish;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.SettingsAssertions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishSettingsTest {
  @Test
  void hasDefaults() {
    PublishSettings defaults = PublishSettings.builder().build();

    SettingsAssertions.assertDefaults(
        defaults,
        Map.of(
            "topic",
            "images",
            "run",
            defaults.run(),
            "maxBytes",
            10_485_760,
            "headers",
            Map.of(),
            "connectTimeout",
            Duration.ofSeconds(15),
            "keys",
            KeyStrategy.PATH,
            "readers",
            2,
            "rate",
            0.0));
    assertTrue(defaults.run().matches("\\d{8}T\\d{6}Z-[0-9a-f]{6}"), defaults.run());
    assertNotEquals(defaults.run(), PublishSettings.builder().build().run());
  }

  @Test
  void mapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        PublishSettings.class,
        Map.of(
            "topic",
            "t",
            "run",
            "r",
            "maxBytes",
            1,
            "headers",
            Map.of("a", "b"),
            "connectTimeout",
            Duration.ofSeconds(1),
            "keys",
            new KeyStrategy(KeyStrategy.Type.NAME, "x/"),
            "readers",
            3,
            "rate",
            0.5));
  }

  @Test
  void rejectsInvalidValues() {
    rejected(PublishSettings.builder().maxBytes(0), "maxBytes is 0 but must be 1 to 2147418111");
    rejected(
        PublishSettings.builder().maxBytes(Integer.MAX_VALUE),
        "maxBytes is 2147483647 but must be 1 to 2147418111");
    rejected(PublishSettings.builder().readers(65), "readers is 65 but must be 1 to 64");
    rejected(PublishSettings.builder().rate(Double.NaN), "rate is NaN but must be 0 or more");
    rejected(
        PublishSettings.builder().connectTimeout(Duration.ZERO),
        "connectTimeout is PT0S but must be positive");
    rejected(PublishSettings.builder().readers(0).rate(-1), "readers is 0", "rate is -1.0");
  }

  private static void rejected(PublishSettings.Builder settings, String... messageParts) {
    SettingsAssertions.assertRejected(settings::build, messageParts);
  }
}
