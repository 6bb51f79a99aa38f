package dev.imageclassifier.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tables of {@code docs/metrics.md}: name, type, labels, meaning. */
public final class MetricsPage {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([a-z_0-9]+)` \\| (counter|gauge|histogram|summary) \\|([^|]*)\\| .+ \\|");
  private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`");

  private MetricsPage() {}

  /** Type and label names of each documented metric, in the form of {@link Scrape#families}. */
  public static Map<String, String> read() throws IOException {
    Map<String, String> metrics = new TreeMap<>();
    for (String line : Files.readAllLines(ProjectFiles.file("docs/metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        TreeSet<String> labels = new TreeSet<>();
        Matcher label = LABEL.matcher(row.group(3));
        while (label.find()) {
          labels.add(label.group(1));
        }
        metrics.put(row.group(1), row.group(2) + " " + labels);
      }
    }
    return metrics;
  }
}
