package dev.imageclassifier.demo;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.testkit.SettingsAssertions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {
  @Test
  void hasDefaults() {
    SettingsAssertions.assertDefaults(
        DemoSettings.builder().build(),
        Map.of(
            "images", Optional.empty(),
            "threads", Runtime.getRuntime().availableProcessors(),
            "decoding", DecodeSettings.DEFAULTS,
            "once", false,
            "port", OptionalInt.empty(),
            "report", Optional.empty()));
  }

  @Test
  void mapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        DemoSettings.class,
        Map.of(
            "images", Path.of("photos"),
            "threads", 199,
            "decoding", DecodeSettings.builder().maxBytes(1234).build(),
            "once", true,
            "port", OptionalInt.of(8081),
            "report", Path.of("report.jsonl")));
  }

  @Test
  void rejectsInvalidValues() {
    DemoSettings.Builder builder = DemoSettings.builder().threads(257).port(OptionalInt.of(65_536));

    SettingsAssertions.assertRejected(
        builder::build, "threads is 257: it must be 1 to 256", "port is 65536: it must be 0 to");
  }
}
