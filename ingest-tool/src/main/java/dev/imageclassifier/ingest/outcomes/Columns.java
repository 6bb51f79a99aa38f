package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.error.ErrorText;

/** Rows of a table that begins before its end is known: fixed widths, longer cells push. */
final class Columns {
  private final int[] widths;

  /**
   * @param widths characters of each column but the last, which ends the line
   */
  Columns(int... widths) {
    this.widths = widths;
  }

  String row(String... cells) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String cell = ErrorText.printable(cells[i]);
      row.append(cell);
      if (i < widths.length) {
        row.append(" ".repeat(Math.max(0, widths[i] - cell.length()))).append("  ");
      }
    }
    return row.toString().stripTrailing();
  }
}
