package dev.imageclassifier.ingest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.publish.PublishTotals;
import dev.imageclassifier.ingest.run.IngestTotals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestProgressTest {
  private final StringWriter err = new StringWriter();

  @Test
  void printsFailuresAndTotalsAsSingleLines() {
    try (IngestProgress progress = new IngestProgress(new PrintWriter(err), false, false)) {
      progress.published("a", 1);
      progress.failed("b\n\u001b[2J.jpg", "cannot be read (permission denied)");
      progress.stopped("No broker answers.");
      progress.end(totals(1, 1));
    }

    assertEquals(
        """
        b\\n\\u001b[2J.jpg cannot be read (permission denied).
        Stopped: No broker answers.
        1 published, 1 failed, 2 images/s in run r1
        """
            .replace("\n", System.lineSeparator()),
        err.toString());
  }

  @Test
  void reportsThatNoFileWasFound() {
    try (IngestProgress progress = new IngestProgress(new PrintWriter(err), false, false)) {
      progress.end(totals(0, 0));
    }

    assertEquals(
        "No files found. Hidden files and symbolic links are skipped.",
        err.toString().stripTrailing());
  }

  @Test
  void fillsTheBar() {
    assertEquals("[" + " ".repeat(24) + "]   0 %  0/9  0/s", bar(0, 0, 9, 0));
    assertEquals(
        "[============            ]  50 %  1,000/2,000  10 failed  100/s  0:10 left",
        bar(990, 10, 2000, 10));
    assertEquals("[========================] 100 %  7/7  1/s  0:00 left", bar(9, 0, 7, 7));
    assertEquals(
        "[                        ]   0 %  1/7,201  1/s  2:00:00 left", bar(1, 0, 7201, 1));
  }

  @Test
  void countsOutcomesWhileWaiting() {
    ProgressText.Counts counts = new ProgressText.Counts(10, 1, 2, true, 6, 1, 0, 0);

    assertEquals(
        "10 published, 1 failed, 2 skipped, 6 labelled, 1 dead-lettered, 4 images/s",
        ProgressText.line(counts, 2));
    assertEquals(
        " 76 %  10/13 published  6 labelled  1 dead  1 failed  4/s  0:01 left",
        ProgressText.bar(counts, 13, 2));
  }

  @Test
  void doesNotCountTheWorkOfEarlierProcesses() {
    ProgressText.Counts counts = new ProgressText.Counts(50, 0, 40, true, 70, 0, 40, 30);

    assertEquals(70, counts.done());
    assertEquals(
        " 70 %  90/100 published  70 labelled  0 dead  4/s  0:08 left",
        ProgressText.bar(counts, 100, 10));
    assertEquals(0, new ProgressText.Counts(0, 0, 0, true, 30, 0, 40, 30).done());
  }

  @Test
  void fitsIntoALineAndTruncatesLongerText() {
    ProgressText.Counts counts = new ProgressText.Counts(99_999, 0, 0, true, 88_000, 999, 0, 0);
    assertTrue(ProgressText.bar(counts, 100_000, 85).length() < 80);

    try (IngestProgress progress = new IngestProgress(new PrintWriter(err), true, false)) {
      progress.filesCounted(10);
      progress.show();
    }
    assertTrue(
        err.toString().matches("\\u001b\\[\\?7l\\[ {24}].*\\u001b\\[\\?7h\r\\u001b\\[K"),
        err.toString());
  }

  private static IngestTotals totals(long published, long failed) {
    RunSummary summary = new RunSummary(published, failed, 0, 0, 0, 0, Map.of(), Map.of());
    PublishTotals process = new PublishTotals(published, failed, 0, 1);
    return new IngestTotals("r1", summary, process, true, 0.5);
  }

  private static String bar(long published, long failed, long total, double seconds) {
    return ProgressText.bar(
        new ProgressText.Counts(published, failed, 0, false, 0, 0, 0, 0), total, seconds);
  }
}
