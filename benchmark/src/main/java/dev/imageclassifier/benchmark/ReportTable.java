package dev.imageclassifier.benchmark;

import dev.imageclassifier.benchmark.kafka.Latency;
import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.benchmark.measure.RowSummary;
import dev.imageclassifier.benchmark.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Formats the report as a table, for users. */
final class ReportTable {
  private static final int MIB = 1 << 20;
  private static final String HEADING =
      row("ROW", "", "IMAGES/S", "MIN-MAX", "PER CORE", "CPU MS", "BROKER", "RSS");

  private ReportTable() {}

  static List<String> lines(BenchmarkResult report) {
    List<String> lines = new ArrayList<>();
    BenchmarkSettings settings = report.setup().settings();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s %s, %d threads, batches of up to %d, %d partitions, %s",
            report.setup().model().name(),
            report.setup().model().precision(),
            settings.threads(),
            settings.batchSize(),
            settings.partitions(),
            settings.guarantee().code()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d images (%s, %d bytes on average), %d repetitions after a warm-up",
            settings.count(),
            report.setup().images().source(),
            report.setup().images().meanBytes(),
            settings.repetitions()));
    lines.add("");
    lines.add(HEADING);
    report.rows().forEach(row -> lines.add(line(row, settings.threads())));
    lines.add("");
    report.rows().stream()
        .filter(row -> !row.parts().isEmpty())
        .map(ReportTable::parts)
        .forEach(lines::add);
    report.latencies().stream().map(ReportTable::latency).forEach(lines::add);
    Ratios.of(report.rows()).forEach((name, ratio) -> lines.add(ratio(name, ratio)));
    report
        .setup()
        .naiveScripted()
        .ifPresent(
            scripted ->
                lines.add(
                    scripted
                        ? "e: model-scripted.pt of the bundle, as torch.jit.script saves it"
                        : "e: fp32 file of the bundle, which has no model-scripted.pt"));
    return lines;
  }

  private static String line(RowSummary row, int threads) {
    Spread rate = row.imagesPerSecond();
    return row(
        row.row().code(),
        row.row().title(),
        number(rate.median()),
        number(rate.min()) + "-" + number(rate.max()),
        number(rate.median() / threads),
        number(row.cpuMsPerImage().median()),
        row.brokerCpuMsPerImage().map(Spread::median).map(ReportTable::number).orElse("-"),
        peak(row.peakBytes()));
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-3s %-28s %10s %15s %9s %7s %7s %9s", (Object[]) cells)
        .stripTrailing();
  }

  private static String parts(RowSummary row) {
    StringBuilder line = new StringBuilder(row.row().code());
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

  private static String peak(OptionalLong bytes) {
    return Optional.of(bytes)
        .filter(OptionalLong::isPresent)
        .map(present -> present.getAsLong() / MIB + " MiB")
        .orElse("-");
  }
}
