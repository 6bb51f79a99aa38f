package dev.imageclassifier.ingest.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelWriterTest {
  private final StringWriter out = new StringWriter();
  private final List<String> problems = new ArrayList<>();

  @Test
  void theTableHasTheBestLabel() {
    LabelWriter labels = writer(false, 1, 9);

    assertTrue(labels.read(Fixtures.received("a.jpg", Fixtures.result("a.jpg"))));
    assertTrue(labels.read(Fixtures.received("b\n\u001b[2J", Fixtures.result("b\n\u001b[2J"))));

    assertEquals(
        List.of(
            "KEY                                       LABEL                         CONFIDENCE",
            "a.jpg                                     tabby                          95.12 %",
            "b\\n\\u001b[2J                              tabby                          95.12 %"),
        out.toString().lines().toList());
  }

  @Test
  void theTableHasAsManyLabelsAsAskedFor() {
    writer(false, 2, 9).read(Fixtures.received("a.jpg", Fixtures.result("a.jpg")));

    assertEquals(
        List.of(
            "a.jpg                                     tabby                          95.12 %",
            "a.jpg                                     lynx                            3.00 %"),
        out.toString().lines().skip(1).toList());
  }

  @Test
  void jsonLinesAreTheValuesThemselves() {
    byte[] result = Fixtures.result("a.jpg");
    String spread =
        new String(result, StandardCharsets.UTF_8).replace(",\"model\"", "\r\n,\"model\"");

    LabelWriter labels = writer(true, 1, 9);
    labels.read(Fixtures.received("a.jpg", result));
    labels.read(Fixtures.received("a.jpg", Fixtures.bytes(spread)));

    String line = new String(result, StandardCharsets.UTF_8);
    assertEquals(
        List.of(line, line.replace(",\"model\"", "  ,\"model\"")), out.toString().lines().toList());
  }

  @Test
  void whatIsNoResultIsToldAndSkipped() {
    LabelWriter labels = writer(true, 1, 1);

    assertTrue(labels.read(Fixtures.received("a\n", Fixtures.bytes("{\"image_id\":"))));
    assertTrue(labels.read(Fixtures.received(null, null)));

    assertEquals("", out.toString());
    assertEquals(2, problems.size());
    assertTrue(
        problems
            .get(0)
            .startsWith(
                "The record image-labels-1@5 (key a\\n) is no result and is skipped: The result is"
                    + " not valid at "),
        problems.get(0));
    assertEquals(
        "The record image-labels-1@5 (key -) is no result and is skipped: it has no value",
        problems.get(1));
  }

  @Test
  void theLimitEndsIt() {
    LabelWriter labels = writer(true, 1, 2);

    assertTrue(labels.read(Fixtures.received("a", Fixtures.result("a"))));
    assertFalse(labels.read(Fixtures.received("b", Fixtures.result("b"))));
  }

  @Test
  void aReaderThatWentAwayEndsIt() {
    Writer closedPipe =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    for (boolean json : new boolean[] {true, false}) {
      LabelWriter labels =
          new LabelWriter(
              new PrintWriter(closedPipe), problems::add, format(json), 1, 9, LabelFilter.ALL);
      assertFalse(labels.read(Fixtures.received("a", Fixtures.result("a"))));
    }
    DeadLetterWriter letters =
        new DeadLetterWriter(new PrintWriter(closedPipe), problems::add, true);
    assertFalse(letters.read(DeadLetterWriterTest.letter("a", Fixtures.deadLetterHeaders())));
  }

  private LabelWriter writer(boolean json, int top, long limit) {
    return new LabelWriter(
        new PrintWriter(out), problems::add, format(json), top, limit, LabelFilter.ALL);
  }

  @Test
  void aRowOfCsvForEachLabel() {
    LabelWriter csv =
        new LabelWriter(
            new PrintWriter(out), problems::add, LabelWriter.Format.CSV, 2, 9, LabelFilter.ALL);

    csv.read(Fixtures.received("a,\"b\"", Fixtures.result("a")));
    csv.read(Fixtures.received("=1+1", Fixtures.result("a")));

    assertEquals(
        List.of(
            "image_id,rank,label,score,class_index,wnid",
            "\"a,\"\"b\"\"\",1,tabby,0.951234,281,n02123045",
            "\"a,\"\"b\"\"\",2,lynx,0.03,287,n02127052",
            "'=1+1,1,tabby,0.951234,281,n02123045",
            "'=1+1,2,lynx,0.03,287,n02127052"),
        out.toString().lines().toList());
  }

  @Test
  void onlyWhatIsMeantIsWritten() {
    for (LabelFilter filter :
        List.of(
            new LabelFilter(Optional.of("r"), Set.of(), 0),
            new LabelFilter(Optional.empty(), Set.of("lynx"), 0),
            new LabelFilter(Optional.empty(), Set.of(), 0.96))) {
      new LabelWriter(new PrintWriter(out), problems::add, LabelWriter.Format.JSON, 1, 9, filter)
          .read(Fixtures.received("a", Fixtures.result("a")));
    }
    assertEquals("", out.toString());
    new LabelWriter(
            new PrintWriter(out),
            problems::add,
            LabelWriter.Format.JSON,
            1,
            9,
            new LabelFilter(Optional.empty(), Set.of("tabby"), 0.9))
        .read(Fixtures.received("a", Fixtures.result("a")));
    assertEquals(1, out.toString().lines().count());
  }

  private static LabelWriter.Format format(boolean json) {
    return json ? LabelWriter.Format.JSON : LabelWriter.Format.TABLE;
  }
}
