package dev.imageclassifier.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The findings for a person. */
final class BenchTable {
  private static final int MIB = 1 << 20;
  private static final String HEADING =
      row(
          "ROW",
          "",
          "PICTURES/S",
          "MIN-MAX",
          "PER CORE",
          "CPU MS",
          "BROKER",
          "P50 MS",
          "P99 MS",
          "RSS");

  private BenchTable() {}

  static List<String> lines(Findings findings) {
    List<String> lines = new ArrayList<>();
    BenchSettings settings = findings.settings();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s %s, %d threads, batches of up to %d, %d partitions, %s",
            findings.model().name(),
            findings.model().precision(),
            settings.threads(),
            settings.batch(),
            settings.partitions(),
            settings.guarantee().code()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d pictures (%s, %d bytes on average), %d times after a warm-up",
            settings.count(),
            findings.corpus().source(),
            findings.corpus().meanBytes(),
            settings.repetitions()));
    lines.add("");
    lines.add(HEADING);
    findings.rows().forEach(row -> lines.add(line(row, settings.threads())));
    lines.add("");
    findings.rows().stream()
        .filter(row -> !row.parts().isEmpty())
        .map(BenchTable::parts)
        .forEach(lines::add);
    findings.latencies().stream().map(BenchTable::latency).forEach(lines::add);
    Ratios.of(findings.rows()).forEach((name, ratio) -> lines.add(ratio(name, ratio)));
    if (findings.measured(Row.NAIVE)) {
      lines.add(
          findings.naiveScripted()
              ? "e runs the bundle's model-scripted.pt, as torch.jit.script leaves it."
              : "e runs the bundle's own fp32 file: it carries no model-scripted.pt.");
    }
    return lines;
  }

  private static String line(RowSummary row, int threads) {
    Spread rate = row.picturesPerSecond();
    return row(
        row.row().code(),
        row.title(),
        number(rate.median()),
        number(rate.min()) + "-" + number(rate.max()),
        number(rate.median() / threads),
        number(row.cpuMsPerPicture().median()),
        row.brokerCpuMsPerPicture().map(Spread::median).map(BenchTable::number).orElse("-"),
        optional(row.latency(50)),
        optional(row.latency(99)),
        peak(row.peakBytes()));
  }

  private static String row(String... cells) {
    return String.format(
            Locale.ROOT, "%-3s %-28s %10s %15s %9s %7s %7s %8s %8s %9s", (Object[]) cells)
        .stripTrailing();
  }

  private static String parts(RowSummary row) {
    StringBuilder line = new StringBuilder(row.row().code()).append(" ").append(row.variant());
    for (Map.Entry<String, Double> part : row.parts().entrySet()) {
      String unit = part.getKey().equals("mean_batch") ? "" : " ms";
      line.append(String.format(Locale.ROOT, "  %s %.2f%s", part.getKey(), part.getValue(), unit));
    }
    return line.toString();
  }

  private static String latency(Latency latency) {
    return String.format(
        Locale.ROOT,
        "latency %s  p50 %.1f ms  p99 %.1f ms  predict %.1f ms  p50 - predict %.1f ms",
        latency.guarantee(),
        latency.p50(),
        latency.p99(),
        latency.predictP50(),
        latency.beyondPredict());
  }

  private static String ratio(String name, Spread ratio) {
    return String.format(
        Locale.ROOT,
        "%s  %.2f (%.2f-%.2f)",
        name.replace('_', ' '),
        ratio.median(),
        ratio.min(),
        ratio.max());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
  }

  private static String optional(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "-";
  }

  private static String peak(OptionalLong bytes) {
    return Optional.of(bytes)
        .filter(OptionalLong::isPresent)
        .map(present -> present.getAsLong() / MIB + " MiB")
        .orElse("-");
  }
}
