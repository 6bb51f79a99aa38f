package dev.imageclassifier.topology.settings;

import dev.imageclassifier.testkit.SettingsAssertions;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicCreationTest {
  @Test
  void hasDefaults() {
    SettingsAssertions.assertDefaults(
        TopicCreation.builder().build(),
        Map.of("enabled", false, "partitions", 4, "replicationFactor", (short) -1));
  }

  @Test
  void mapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        TopicCreation.class,
        Map.of("enabled", true, "partitions", 6, "replicationFactor", (short) 3));
  }

  @Test
  void rejectsInvalidValues() {
    SettingsAssertions.assertRejected(
        () -> TopicCreation.builder().partitions(0).replicationFactor((short) 0).build(),
        "partitions is 0",
        "replicationFactor is 0");
  }
}
