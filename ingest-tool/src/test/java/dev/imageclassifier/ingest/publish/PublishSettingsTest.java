package dev.imageclassifier.ingest.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishSettingsTest {
  @Test
  void hasDefaults() {
    PublishSettings defaults = PublishSettings.builder().build();

    assertEquals(
        new PublishSettings(
            "images",
            defaults.run(),
            10_485_760,
            Map.of(),
            Duration.ofSeconds(15),
            KeyStrategy.PATH,
            2,
            0),
        defaults);
    assertTrue(defaults.run().matches("\\d{8}T\\d{6}Z-[0-9a-f]{6}"), defaults.run());
    assertNotEquals(defaults.run(), PublishSettings.builder().build().run());
  }

  @Test
  void mapsEveryProperty() {
    KeyStrategy keys = new KeyStrategy(KeyStrategy.Type.NAME, "x/");

    assertEquals(
        new PublishSettings("t", "r", 1, Map.of("a", "b"), Duration.ofSeconds(1), keys, 3, 0.5),
        PublishSettings.builder()
            .topic("t")
            .run("r")
            .maxBytes(1)
            .headers(Map.of("a", "b"))
            .connectTimeout(Duration.ofSeconds(1))
            .keys(keys)
            .readers(3)
            .rate(0.5)
            .build());
  }

  @Test
  void rejectsInvalidValues() {
    assertEquals(
        "maxBytes is 0 but must be 1 to 2147418111",
        message(PublishSettings.builder().maxBytes(0)));
    assertEquals(
        "maxBytes is 2147483647 but must be 1 to 2147418111",
        message(PublishSettings.builder().maxBytes(Integer.MAX_VALUE)));
    assertEquals(
        "readers is 65 but must be 1 to 64", message(PublishSettings.builder().readers(65)));
    assertEquals(
        "rate is NaN but must be 0 or more", message(PublishSettings.builder().rate(Double.NaN)));
    assertEquals(
        "connectTimeout is PT0S but must be positive",
        message(PublishSettings.builder().connectTimeout(Duration.ZERO)));
    assertEquals(
        "2 problems: (1) readers is 0 but must be 1 to 64 (2) rate is -1.0 but must be 0 or more",
        message(PublishSettings.builder().readers(0).rate(-1)));
  }

  private static String message(PublishSettings.Builder settings) {
    return assertThrows(IllegalArgumentException.class, settings::build).getMessage();
  }
}
