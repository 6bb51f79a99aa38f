package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.ingest.journal.StoredOutcome;
import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class DemoCountsTest {
  @Test
  void isOneLineOfJson() {
    assertEquals(
        """
        {"published":12,"labelled":9,"dead_lettered":2,"pending":1,"seconds":2.5,\
        "images_per_second":4.4}""",
        new DemoCounts(12, 9, 2, 1).toJson(2.5));
  }

  @Test
  void isBalancedIfEveryImageHasOneOutcome() {
    assertTrue(new DemoCounts(12, 10, 2, 0).balanced());
    assertFalse(new DemoCounts(12, 9, 2, 1).balanced());
    assertFalse(new DemoCounts(12, 11, 2, 0).balanced());
  }

  @Test
  void countsASecondOutcomeOfAnImage() {
    try (DemoProgress progress = new DemoProgress(new PrintWriter(Writer.nullWriter()), false)) {
      progress.published("a.jpg", 100);
      assertEquals(new DemoCounts(1, 0, 0, 1), progress.counts());

      progress.outcome(StoredOutcome.labelled("a.jpg", "cat", 0.9, "{}"));
      assertEquals(new DemoCounts(1, 1, 0, 0), progress.counts());

      progress.outcome(StoredOutcome.deadLettered("a.jpg", "truncated", "decode", "detail"));
      assertEquals(new DemoCounts(1, 1, 1, 0), progress.counts());
      assertFalse(progress.counts().balanced());
    }
  }
}
