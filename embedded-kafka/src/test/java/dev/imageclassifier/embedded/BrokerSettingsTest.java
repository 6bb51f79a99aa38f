package dev.imageclassifier.embedded;

import dev.imageclassifier.testkit.SettingsAssertions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BrokerSettingsTest {
  @Test
  void hasDefaults() {
    SettingsAssertions.assertDefaults(
        BrokerSettings.builder().build(),
        Map.of("port", 0, "data", Optional.empty(), "properties", Map.of()));
  }

  @Test
  void mapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        BrokerSettings.class,
        Map.of("port", 9092, "data", Path.of("data"), "properties", Map.of("num.io.threads", "2")));
  }

  @Test
  void rejectsAnInvalidPort() {
    SettingsAssertions.assertRejected(
        () -> BrokerSettings.builder().port(-1).build(), "port must be between 0 and 65535", "-1");
    SettingsAssertions.assertRejected(
        () -> BrokerSettings.builder().port(65_536).build(), "port", "65536");
  }
}
