package dev.imageclassifier.ingest.outcomes;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Comma-separated values as in RFC 4180. */
final class Csv {
  private Csv() {}

  static String row(String... cells) {
    return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(String text) {
    boolean plain =
        text.chars().noneMatch(one -> one == ',' || one == '"' || one == '\n' || one == '\r');
    // a spreadsheet takes such cells for formulas
    boolean formula = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
