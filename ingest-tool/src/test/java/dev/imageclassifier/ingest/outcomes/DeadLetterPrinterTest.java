package dev.imageclassifier.ingest.outcomes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterPrinterTest {
  private final StringWriter out = new StringWriter();
  private final List<String> problems = new ArrayList<>();

  @Test
  void printsATable() {
    DeadLetterPrinter printer = new DeadLetterPrinter(new PrintWriter(out), problems::add, false);

    assertTrue(printer.handle(deadLetter("a.jpg", SampleRecords.deadLetterHeaders())));
    assertTrue(printer.handle(deadLetter(null, SampleRecords.deadLetterHeaders())));

    List<String> rows = out.toString().lines().map(row -> row.replaceAll(" {2,}", " | ")).toList();
    assertEquals(
        List.of(
            "REASON | STAGE | KEY | SOURCE | DETAIL",
            "truncated | decode | a.jpg | images-3@42 | The data ends after 12 bytes.",
            "truncated | decode | - | images-3@42 | The data ends after 12 bytes."),
        rows);
  }

  @Test
  void printsJsonWithBothPositions() {
    Headers headers = SampleRecords.deadLetterHeaders();
    headers.add("redrive.count", SampleRecords.bytes("2"));

    new DeadLetterPrinter(new PrintWriter(out), problems::add, true)
        .handle(deadLetter("a.jpg", headers));

    assertEquals(
        """
        {"image_id":"a.jpg","reason":"truncated","stage":"decode",\
        "detail":"The data ends after 12 bytes.","bytes":3,"redrive_count":2,\
        "source":{"topic":"images","partition":3,"offset":42},\
        "dead_letter":{"topic":"image-dead-letters","partition":2,"offset":9}}""",
        out.toString().strip());
  }

  @Test
  void skipsAndReportsRecordsThatAreNotDeadLetters() {
    assertTrue(
        new DeadLetterPrinter(new PrintWriter(out), problems::add, true)
            .handle(deadLetter("a.jpg", new RecordHeaders())));

    assertEquals("", out.toString());
    assertEquals(
        List.of(
            "Skipped the record image-dead-letters-2@9 (key a.jpg), which is not a dead letter of"
                + " the classifier: The record has no header error.reason."),
        problems);
  }

  static ConsumerRecord<byte[], byte[]> deadLetter(String key, Headers headers) {
    return new ConsumerRecord<>(
        "image-dead-letters",
        2,
        9,
        0,
        TimestampType.CREATE_TIME,
        -1,
        3,
        key == null ? null : SampleRecords.bytes(key),
        new byte[] {1, 2, 3},
        headers,
        Optional.empty());
  }
}
