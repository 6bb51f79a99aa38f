package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String LINE = "2 published, 1 labelled, 0 dead-lettered, 1 pending";

  private final StringWriter written = new StringWriter();
  private final PrintWriter err = new PrintWriter(written);

  @Test
  void aTerminalHasOneLineThatGivesWay() {
    Progress progress = new Progress(err, true);

    progress.show(new Totals(2, 1, 0, 1, 1));
    progress.show(new Totals(2, 1, 0, 1, 2));
    progress.say("done");

    String blank = "\r" + " ".repeat(LINE.length()) + "\r";
    assertEquals(LINE + blank + "demo: done" + System.lineSeparator(), written.toString());
  }

  @Test
  void elsewhereAShortRunSaysNothing() {
    Progress progress = new Progress(err, false);

    progress.show(new Totals(2, 1, 0, 1, 1));
    progress.clear();

    assertEquals("", written.toString());
  }
}
