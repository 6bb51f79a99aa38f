package dev.imageclassifier.ingest.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishSettingsTest {
  private final PublishSettings defaults = PublishSettings.newRun();

  @Test
  void theDefaults() {
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
    assertNotEquals(defaults.run(), PublishSettings.newRun().run());
  }

  @Test
  void everythingCanBeChanged() {
    assertEquals(
        new PublishSettings(
            "t",
            "r",
            1,
            Map.of("a", "b"),
            Duration.ofSeconds(1),
            new KeyStrategy(KeyStrategy.Scheme.NAME, "x/"),
            3,
            0.5),
        defaults
            .withTopic("t")
            .withRun("r")
            .withMaxBytes(1)
            .withHeaders(Map.of("a", "b"))
            .withTimeout(Duration.ofSeconds(1))
            .withKeys(new KeyStrategy(KeyStrategy.Scheme.NAME, "x/"))
            .withReaders(3)
            .withRate(0.5));
  }

  @Test
  void badNumbersAreRefused() {
    assertEquals(
        "maxBytes: 0 is not from 1 to 2147418111", refusal(() -> defaults.withMaxBytes(0)));
    assertEquals(
        "maxBytes: 2147483647 is not from 1 to 2147418111",
        refusal(() -> defaults.withMaxBytes(Integer.MAX_VALUE)));
    assertEquals("readers: 65 is not from 1 to 64", refusal(() -> defaults.withReaders(65)));
    assertEquals("rate: NaN is not 0 or more", refusal(() -> defaults.withRate(Double.NaN)));
    assertEquals(
        "timeout: PT0S is not positive", refusal(() -> defaults.withTimeout(Duration.ZERO)));
  }

  private static String refusal(Runnable change) {
    return assertThrows(IllegalArgumentException.class, change::run).getMessage();
  }
}
