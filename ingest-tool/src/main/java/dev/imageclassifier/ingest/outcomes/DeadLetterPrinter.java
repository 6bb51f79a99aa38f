package dev.imageclassifier.ingest.outcomes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Prints dead letters without their images, as a table or JSON Lines. Not thread-safe. */
public final class DeadLetterPrinter implements RecordHandler {
  private record Line(
      String imageId,
      String reason,
      String stage,
      String detail,
      int bytes,
      int redriveCount,
      RecordPosition source,
      RecordPosition deadLetter) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final Columns TABLE = new Columns(22, 10, 40, 24);

  private final PrintWriter out;
  private final Consumer<String> problems;
  private final boolean json;
  private boolean headerWritten;

  /**
   * @param problems receives a sentence for each record that is not a dead letter
   * @param json whether to print JSON Lines instead of a table
   */
  public DeadLetterPrinter(PrintWriter out, Consumer<String> problems, boolean json) {
    this.out = out;
    this.problems = problems;
    this.json = json;
  }

  @Override
  public boolean handle(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter deadLetter;
    int redriveCount;
    try {
      deadLetter = DeadLetterHeaders.read(record.headers());
      redriveCount = DeadLetterHeaders.redriveCount(record.headers());
    } catch (IllegalArgumentException e) {
      problems.accept(
          "Skipped the record %s (key %s), which is not a dead letter of the classifier: %s"
              .formatted(
                  RecordText.position(record),
                  ErrorText.printable(RecordText.key(record)),
                  ErrorText.reason(e)));
      return true;
    }
    return json ? print(json(record, deadLetter, redriveCount)) : writeRow(record, deadLetter);
  }

  private boolean writeRow(ConsumerRecord<byte[], byte[]> record, DeadLetter deadLetter) {
    boolean open = headerWritten || print(TABLE.row("REASON", "STAGE", "KEY", "SOURCE", "DETAIL"));
    headerWritten = true;
    return open
        && print(
            TABLE.row(
                deadLetter.reason(),
                deadLetter.stage(),
                RecordText.key(record),
                deadLetter.source().toString(),
                deadLetter.detail()));
  }

  private static String json(
      ConsumerRecord<byte[], byte[]> record, DeadLetter deadLetter, int redriveCount) {
    Line line =
        new Line(
            record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
            deadLetter.reason(),
            deadLetter.stage(),
            deadLetter.detail(),
            record.value() == null ? 0 : record.value().length,
            redriveCount,
            deadLetter.source(),
            RecordText.position(record));
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Prints and flushes a line; returns false if the pipe is closed. */
  private boolean print(String line) {
    out.println(line);
    return !out.checkError();
  }
}
