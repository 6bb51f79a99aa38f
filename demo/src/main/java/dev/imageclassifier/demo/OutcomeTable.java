package dev.imageclassifier.demo;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.error.ErrorText;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Outcomes as a table for people: file, label, confidence, time. */
final class OutcomeTable {
  private static final int MIN_FILE = 12;
  private static final int MAX_FILE = 60;
  private static final int LABEL = 24;

  private final int fileWidth;

  /** A table wide enough for these files, up to a bound. */
  OutcomeTable(Collection<String> imageIds) {
    int longest = imageIds.stream().mapToInt(String::length).max().orElse(0);
    fileWidth = Math.max(MIN_FILE, Math.min(MAX_FILE, longest));
  }

  String header() {
    return line("FILE", "LABEL", "CONFIDENCE", "TIME");
  }

  /** One picture; an absent outcome is a pending one. */
  String row(String imageId, Optional<PictureOutcome> outcome) {
    String file = imageId == null ? "(no key)" : ErrorText.printable(imageId);
    if (outcome.isEmpty()) {
      return line(file, "(pending)", "-", "-");
    }
    if (outcome.get() instanceof PictureOutcome.Labelled labelled) {
      return labelled(file, labelled.result());
    }
    PictureOutcome.DeadLettered dead = (PictureOutcome.DeadLettered) outcome.get();
    return line(file, "(" + dead.letter().reason() + ")", "-", "-");
  }

  private String labelled(String file, ClassificationResult result) {
    ClassificationResult.Timing timing = result.timing();
    double milliseconds = timing.decodeMs() + timing.preprocessMs() + timing.predictMs();
    return line(
        file,
        ErrorText.printable(result.best().label()),
        String.format(Locale.ROOT, "%.1f %%", 100 * result.best().score()),
        String.format(Locale.ROOT, "%.1f ms", milliseconds));
  }

  private String line(String file, String label, String confidence, String time) {
    return String.format(
        Locale.ROOT,
        "%-" + fileWidth + "s  %-" + LABEL + "s  %10s  %10s",
        shortened(file),
        label,
        confidence,
        time);
  }

  // The end of a path tells more than its beginning.
  private String shortened(String file) {
    return file.length() <= fileWidth
        ? file
        : "..." + file.substring(file.length() - fileWidth + 3);
  }
}
