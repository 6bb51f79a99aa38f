package dev.imageclassifier.topology.batch;

import dev.imageclassifier.testkit.SettingsAssertions;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchSettingsTest {
  @Test
  void hasDefaults() {
    SettingsAssertions.assertDefaults(
        BatchSettings.builder().build(),
        Map.of("batchSize", 8, "lookAheadBytes", 64L << 20, "crashLimit", 3));
  }

  @Test
  void mapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        BatchSettings.class, Map.of("batchSize", 4, "lookAheadBytes", 100L, "crashLimit", 1));
  }

  @Test
  void rejectsInvalidValues() {
    SettingsAssertions.assertRejected(
        () -> BatchSettings.builder().batchSize(0).build(), "batchSize is 0", "1 to 1024");
    SettingsAssertions.assertRejected(
        () -> BatchSettings.builder().batchSize(1025).build(), "batchSize is 1025", "1 to 1024");
    SettingsAssertions.assertRejected(
        () -> BatchSettings.builder().lookAheadBytes(0).build(), "lookAheadBytes is 0");
    SettingsAssertions.assertRejected(
        () -> BatchSettings.builder().crashLimit(0).build(), "crashLimit is 0");
  }

  @Test
  void reportsAllInvalidValues() {
    SettingsAssertions.assertRejected(
        () -> BatchSettings.builder().batchSize(0).lookAheadBytes(0).crashLimit(0).build(),
        "batchSize is 0",
        "lookAheadBytes is 0",
        "crashLimit is 0");
  }
}
