package dev.imageclassifier.benchmark.measure;

import static java.util.Map.entry;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.testkit.SettingsAssertions;
import dev.imageclassifier.topology.settings.Guarantee;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchmarkSettingsTest {
  @Test
  void hasDefaults() {
    SettingsAssertions.assertDefaults(
        BenchmarkSettings.builder().build(),
        Map.ofEntries(
            entry("threads", Runtime.getRuntime().availableProcessors()),
            entry("batchSize", 8),
            entry("partitions", 4),
            entry("count", 400),
            entry("warmUpCount", 1500),
            entry("repetitions", 5),
            entry("latencyCount", 300),
            entry("guarantee", Guarantee.EXACTLY_ONCE_V2),
            entry("decoding", DecodeSettings.DEFAULTS),
            entry(
                "rows",
                Set.of(
                    Row.PREDICT,
                    Row.READ,
                    Row.LOOP,
                    Row.TOPIC,
                    Row.TOPIC_BATCH_1,
                    Row.NAIVE,
                    Row.LATENCY)),
            entry("python", "python3")));
  }

  @Test
  void mapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        BenchmarkSettings.class,
        Map.ofEntries(
            entry("threads", 1001),
            entry("batchSize", 2),
            entry("partitions", 3),
            entry("count", 5),
            entry("warmUpCount", 6),
            entry("repetitions", 7),
            entry("latencyCount", 9),
            entry("guarantee", Guarantee.AT_LEAST_ONCE),
            entry("decoding", DecodeSettings.builder().maxBytes(1234).build()),
            entry("rows", Set.of(Row.TOPIC)),
            entry("python", "/opt/python")));
  }

  @Test
  void rejectsInvalidValues() {
    BenchmarkSettings.Builder builder =
        BenchmarkSettings.builder()
            .threads(0)
            .batchSize(-1)
            .partitions(-2)
            .count(-3)
            .warmUpCount(-4)
            .repetitions(-5)
            .latencyCount(-6)
            .rows(Set.of());

    SettingsAssertions.assertRejected(
        builder::build,
        "threads is 0: it must be 1 or more",
        "batchSize is -1: it must be 1 or more",
        "partitions is -2: it must be 1 or more",
        "count is -3: it must be 1 or more",
        "warmUpCount is -4: it must be 1 or more",
        "repetitions is -5: it must be 1 or more",
        "latencyCount is -6: it must be 1 or more",
        "rows is empty");
  }
}
