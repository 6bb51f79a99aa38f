package dev.imageclassifier.ingest.outcomes;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Formats rows of comma-separated values (RFC 4180). */
final class Csv {
  private Csv() {}

  static String row(String... cells) {
    return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    // a spreadsheet would evaluate such a cell as a formula
    boolean formula = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
