package dev.imageclassifier.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The totals of a command that processes images: one JSON object, the last line on standard output.
 * Not thread-safe.
 */
public final class RunTotals {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode properties = JSON.createObjectNode();

  /** Adds a text property. */
  public RunTotals with(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Adds a count. */
  public RunTotals with(String name, long count) {
    properties.put(name, count);
    return this;
  }

  /**
   * The line: the properties in the order in which they were added, then {@code seconds} and {@code
   * images_per_second}.
   *
   * @param processed images that this process completed
   * @param seconds duration of this process's work
   */
  public String toJson(long processed, double seconds) {
    return properties
        .deepCopy()
        .put("seconds", rounded(seconds))
        .put("images_per_second", seconds > 0 ? rounded(processed / seconds) : 0)
        .toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
