package dev.imageclassifier.model.command;

import dev.imageclassifier.contract.Outcome.Rejected;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Prediction;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints one line per label, with the file name before the first one. */
final class TablePrinter implements OutcomePrinter {
  private static final int MAX_NAME_LENGTH = 40;

  private final PrintWriter out;
  private final int width;

  TablePrinter(PrintWriter out, List<Path> files) {
    this.out = out;
    this.width = files.stream().mapToInt(file -> name(file).length()).max().orElse(1);
  }

  @Override
  public void print(Path file, Outcome outcome) {
    String name = pad(name(file));
    String blank = pad("");
    outcome.fold(
        labelled -> {
          for (Prediction prediction : labelled.predictions()) {
            out.println((prediction.rank() == 1 ? name : blank) + line(prediction));
          }
          if (labelled.damaged()) {
            out.println(blank + "(the file is damaged)");
          }
          return null;
        },
        rejected -> {
          out.println(name + line(rejected));
          return null;
        });
    out.flush();
  }

  private static String line(Prediction prediction) {
    return String.format(
        Locale.ROOT,
        "%5.1f %%  %s",
        100 * prediction.score(),
        ErrorText.printable(prediction.label().label()));
  }

  private static String line(Rejected rejected) {
    return "rejected: "
        + JsonPrinter.code(rejected.reason())
        + ": "
        + ErrorText.printable(rejected.detail());
  }

  /** Keeps the end of a long path, because it contains the file name. */
  private static String name(Path file) {
    String name = ErrorText.printable(file.toString());
    return name.length() <= MAX_NAME_LENGTH
        ? name
        : "..." + name.substring(name.length() - MAX_NAME_LENGTH + 3);
  }

  private String pad(String text) {
    return text + " ".repeat(width - text.length() + 2);
  }
}
