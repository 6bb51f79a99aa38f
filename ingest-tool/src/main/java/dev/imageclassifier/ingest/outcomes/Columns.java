package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.error.ErrorText;

/** Formats table rows with fixed column widths, so that each row can be printed at once. */
final class Columns {
  private final int[] widths;

  /**
   * @param widths width of each column in characters, except the last column
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
