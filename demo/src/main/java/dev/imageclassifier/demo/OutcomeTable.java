package dev.imageclassifier.demo;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.error.ErrorText;
import java.util.Collection;
import java.util.Locale;

/** A table of outcomes: file, label, score and time. Its width is fixed at the start. */
final class OutcomeTable {
  private static final int MIN_FILE_WIDTH = 12;
  private static final int MAX_FILE_WIDTH = 60;

  private final int fileWidth;

  /** A table whose first column fits these image ids, up to 60 characters. */
  OutcomeTable(Collection<String> imageIds) {
    int longest = imageIds.stream().mapToInt(String::length).max().orElse(0);
    fileWidth = Math.max(MIN_FILE_WIDTH, Math.min(MAX_FILE_WIDTH, longest));
  }

  String header() {
    return line("FILE", "LABEL", "SCORE", "TIME");
  }

  /** The row of an image with a result. */
  String labelled(String imageId, ClassificationResult result) {
    ClassificationResult.Timing timing = result.timing();
    double milliseconds = timing.decodeMs() + timing.preprocessMs() + timing.predictMs();
    return line(
        imageId,
        ErrorText.printable(result.best().label()),
        String.format(Locale.ROOT, "%.1f %%", 100 * result.best().score()),
        String.format(Locale.ROOT, "%.1f ms", milliseconds));
  }

  /** The row of an image without a result: {@code status} is the reason code or "pending". */
  String unlabelled(String imageId, String status) {
    return line(imageId, "(" + ErrorText.printable(status) + ")", "-", "-");
  }

  private String line(String file, String label, String score, String time) {
    String name = file == null || file.isEmpty() ? "(no key)" : ErrorText.printable(file);
    return String.format(
        Locale.ROOT, "%-" + fileWidth + "s  %-24s  %10s  %10s", shorten(name), label, score, time);
  }

  /** Keeps the end of a long path, which differs more between files than its beginning. */
  private String shorten(String file) {
    return file.length() <= fileWidth
        ? file
        : "..." + file.substring(file.length() - fileWidth + 3);
  }
}
