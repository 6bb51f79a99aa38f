package dev.imageclassifier.model.command;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.error.ErrorText;
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
    if (outcome instanceof Outcome.Labelled labelled) {
      for (ClassificationResult.Prediction prediction : labelled.predictions()) {
        out.println((prediction.rank() == 1 ? name : blank) + line(prediction));
      }
      if (labelled.image().damaged() != null) {
        out.println(blank + "(the file is damaged)");
      }
    } else if (outcome instanceof Outcome.Rejected rejected) {
      out.println(
          "%srejected: %s: %s"
              .formatted(name, rejected.reason().code(), ErrorText.printable(rejected.detail())));
    }
    out.flush();
  }

  private static String line(ClassificationResult.Prediction prediction) {
    return String.format(
        Locale.ROOT,
        "%5.1f %%  %s",
        100 * prediction.score(),
        ErrorText.printable(prediction.label()));
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
