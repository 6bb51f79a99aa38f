package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ErrorText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints rows in aligned columns, two spaces apart. The last column is not padded. */
public final class TextTable {
  private final List<String[]> rows = new ArrayList<>();

  /** A table with these column headings. */
  public TextTable(String... headings) {
    row(headings);
  }

  /** Adds a row, with as many cells as there are headings. Control characters are escaped. */
  public void row(String... cells) {
    String[] printable = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      printable[i] = ErrorText.printable(cells[i]);
    }
    rows.add(printable);
  }

  /** Prints all rows. */
  public void print(PrintWriter out) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length - 1; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]);
        if (i < row.length - 1) {
          line.append(" ".repeat(widths[i] - row[i].length() + 2));
        }
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }
}
