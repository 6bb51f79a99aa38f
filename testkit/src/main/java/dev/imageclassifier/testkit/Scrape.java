package dev.imageclassifier.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One response of {@code /metrics} in the Prometheus text format.
 *
 * @param values the value of each sample by its name and labels, as written in the response
 * @param families type and label names of each metric, for example {@code counter [reason]}
 */
public record Scrape(Map<String, Double> values, Map<String, String> families) {
  private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  /** Parses the body of a response. */
  public static Scrape of(String text) {
    Map<String, Double> values = new HashMap<>();
    Map<String, String> types = new TreeMap<>();
    Map<String, Set<String>> labels = new TreeMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", 4);
        types.put(words[2], words[3]);
        labels.put(words[2], new TreeSet<>());
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      if (line.startsWith("#") || !sample.matches()) {
        continue;
      }
      values.put(line.substring(0, line.lastIndexOf(' ')), Double.valueOf(sample.group(3)));
      String family = sample.group(1);
      if (!types.containsKey(family)) {
        family = family.replaceAll("_(bucket|sum|count)$", "");
      }
      Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
      while (label.find()) {
        if (!label.group(1).equals("le")) {
          labels.get(family).add(label.group(1));
        }
      }
    }
    Map<String, String> families = new TreeMap<>();
    types.forEach((name, type) -> families.put(name, type + " " + labels.get(name)));
    return new Scrape(values, families);
  }

  /** The value of one sample. Fails when the sample does not exist. */
  public double value(String sample) {
    Double value = values.get(sample);
    if (value == null) {
      throw new AssertionError("no sample " + sample + " among " + new TreeSet<>(values.keySet()));
    }
    return value;
  }

  /** The sum of all samples of this name over all labels. */
  public double sum(String name) {
    return values.entrySet().stream()
        .filter(e -> e.getKey().startsWith(name + "{"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
