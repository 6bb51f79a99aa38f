package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.topology.settings.Guarantee;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Findings with round numbers. */
final class Fixtures {
  private Fixtures() {}

  /** A row of repetitions that each took so many seconds for 100 pictures. */
  static RowSummary row(Row row, String variant, double... seconds) {
    return new RowSummary(
        row,
        variant,
        java.util.Arrays.stream(seconds).mapToObj(taken -> sample(row, taken)).toList());
  }

  private static Sample sample(Row row, double seconds) {
    boolean topic = row == Row.TOPIC || row == Row.TOPIC_BATCH_1;
    return new Sample(
        new Effort(
            100,
            seconds,
            2 * seconds,
            topic ? OptionalDouble.of(seconds / 2) : OptionalDouble.empty()),
        new Account(100, 99, 1),
        topic ? List.of() : List.of(1.0, 2.0, 3.0),
        Map.of("decode", 3.25),
        OptionalLong.of(512L << 20));
  }

  static Findings findings(RowSummary... rows) {
    return new Findings(
        new ModelIdentity("starter", "1", "fp32", "sha256:0"),
        new BenchSettings(
            2,
            8,
            4,
            100,
            100,
            3,
            10,
            Guarantee.EXACTLY_ONCE_V2,
            DecodeSettings.DEFAULTS,
            EnumSet.allOf(Row.class),
            "python3",
            Map.of(),
            List.of()),
        new Corpus("drawn", List.of(new byte[10])),
        false,
        List.of(rows),
        List.of(new Latency("at_least_once", new Account(10, 10, 0), 20, 40, 12, 5)));
  }
}
