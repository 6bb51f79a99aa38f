package dev.imageclassifier.ingest.outcomes;

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

class ResultPrinterTest {
  private final StringWriter out = new StringWriter();
  private final List<String> problems = new ArrayList<>();

  @Test
  void printsTheTopLabelInATable() {
    ResultPrinter printer = printer(false, 1, 9);

    assertTrue(printer.handle(SampleRecords.received("a.jpg", SampleRecords.result("a.jpg"))));
    assertTrue(
        printer.handle(
            SampleRecords.received("b\n\u001b[2J", SampleRecords.result("b\n\u001b[2J"))));

    assertEquals(
        List.of(
            "KEY                                       LABEL                         SCORE",
            "a.jpg                                     tabby                          95.12 %",
            "b\\n\\u001b[2J                              tabby                          95.12 %"),
        out.toString().lines().toList());
  }

  @Test
  void printsTheRequestedNumberOfLabels() {
    printer(false, 2, 9).handle(SampleRecords.received("a.jpg", SampleRecords.result("a.jpg")));

    assertEquals(
        List.of(
            "a.jpg                                     tabby                          95.12 %",
            "a.jpg                                     lynx                            3.00 %"),
        out.toString().lines().skip(1).toList());
  }

  @Test
  void printsTheStoredJson() {
    byte[] result = SampleRecords.result("a.jpg");
    String spread =
        new String(result, StandardCharsets.UTF_8).replace(",\"model\"", "\r\n,\"model\"");

    ResultPrinter printer = printer(true, 1, 9);
    printer.handle(SampleRecords.received("a.jpg", result));
    printer.handle(SampleRecords.received("a.jpg", SampleRecords.bytes(spread)));

    String line = new String(result, StandardCharsets.UTF_8);
    assertEquals(
        List.of(line, line.replace(",\"model\"", "  ,\"model\"")), out.toString().lines().toList());
  }

  @Test
  void skipsAndReportsRecordsThatAreNotResults() {
    ResultPrinter printer = printer(true, 1, 1);

    assertTrue(
        printer.handle(SampleRecords.received("a\n", SampleRecords.bytes("{\"image_id\":"))));
    assertTrue(printer.handle(SampleRecords.received(null, null)));

    assertEquals("", out.toString());
    assertEquals(2, problems.size());
    assertTrue(
        problems
            .get(0)
            .startsWith("Skipped the record image-labels-1@5 (key a\\n), which is not a result: "),
        problems.get(0));
    assertEquals(
        "Skipped the record image-labels-1@5 (key -), which is not a result: it has no value",
        problems.get(1));
  }

  @Test
  void stopsAtTheLimit() {
    ResultPrinter printer = printer(true, 1, 2);

    assertTrue(printer.handle(SampleRecords.received("a", SampleRecords.result("a"))));
    assertFalse(printer.handle(SampleRecords.received("b", SampleRecords.result("b"))));
  }

  @Test
  void stopsWhenThePipeIsClosed() {
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
      ResultPrinter printer =
          new ResultPrinter(
              new PrintWriter(closedPipe), problems::add, format(json, 1), 9, ResultFilter.ALL);
      assertFalse(printer.handle(SampleRecords.received("a", SampleRecords.result("a"))));
    }
    DeadLetterPrinter deadLetterPrinter =
        new DeadLetterPrinter(new PrintWriter(closedPipe), problems::add, true);
    assertFalse(
        deadLetterPrinter.handle(
            DeadLetterPrinterTest.deadLetter("a", SampleRecords.deadLetterHeaders())));
  }

  private ResultPrinter printer(boolean json, int top, long limit) {
    return new ResultPrinter(
        new PrintWriter(out), problems::add, format(json, top), limit, ResultFilter.ALL);
  }

  @Test
  void printsOneCsvRowPerLabel() {
    ResultPrinter csv =
        new ResultPrinter(
            new PrintWriter(out),
            problems::add,
            new ResultFormat(ResultFormat.Type.CSV, 2),
            9,
            ResultFilter.ALL);

    csv.handle(SampleRecords.received("a,\"b\"", SampleRecords.result("a")));
    csv.handle(SampleRecords.received("=1+1", SampleRecords.result("a")));

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
  void printsOnlyMatchingResults() {
    for (ResultFilter filter :
        List.of(
            new ResultFilter(Optional.of("r"), Set.of(), 0),
            new ResultFilter(Optional.empty(), Set.of("lynx"), 0),
            new ResultFilter(Optional.empty(), Set.of(), 0.96))) {
      new ResultPrinter(new PrintWriter(out), problems::add, format(true, 1), 9, filter)
          .handle(SampleRecords.received("a", SampleRecords.result("a")));
    }
    assertEquals("", out.toString());
    new ResultPrinter(
            new PrintWriter(out),
            problems::add,
            format(true, 1),
            9,
            new ResultFilter(Optional.empty(), Set.of("tabby"), 0.9))
        .handle(SampleRecords.received("a", SampleRecords.result("a")));
    assertEquals(1, out.toString().lines().count());
  }

  private static ResultFormat format(boolean json, int top) {
    return new ResultFormat(json ? ResultFormat.Type.JSON : ResultFormat.Type.TABLE, top);
  }
}
