package dev.imageclassifier.model.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.runtime.predict.Outcome;
import java.io.PrintWriter;

/** The last line: pictures = labelled + refused + unreadable. The clock starts when it is made. */
final class Totals {
  private final long start = System.nanoTime();
  private int labelled;
  private int refused;

  void count(Outcome outcome) {
    if (outcome instanceof Outcome.Labelled) {
      labelled++;
    } else {
      refused++;
    }
  }

  int labelled() {
    return labelled;
  }

  int refused() {
    return refused;
  }

  void print(PrintWriter out, int unreadable) {
    double seconds = (System.nanoTime() - start) / 1e9;
    ObjectNode line =
        JsonPrinter.MAPPER
            .createObjectNode()
            .put("pictures", labelled + refused + unreadable)
            .put("labelled", labelled)
            .put("refused", refused)
            .put("unreadable", unreadable)
            .put("seconds", JsonPrinter.rounded(seconds, 3))
            .put("images_per_second", JsonPrinter.rounded((labelled + refused) / seconds, 1));
    out.println(line);
    out.flush();
  }
}
