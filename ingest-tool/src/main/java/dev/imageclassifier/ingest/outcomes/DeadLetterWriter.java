package dev.imageclassifier.ingest.outcomes;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes dead letters as lines, without the image: JSON, or a table. */
public final class DeadLetterWriter implements RecordReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Columns TABLE = new Columns(22, 10, 40, 24);

  private final LineWriter lines;
  private final Consumer<String> problems;
  private final boolean json;
  private boolean begun;

  /**
   * @param problems takes a sentence for each record that is no dead letter
   * @param json whether to write JSON Lines; otherwise a table
   */
  public DeadLetterWriter(PrintWriter out, Consumer<String> problems, boolean json) {
    this.lines = new LineWriter(out);
    this.problems = problems;
    this.json = json;
  }

  @Override
  public boolean read(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter deadLetter;
    int redriven;
    try {
      deadLetter = DeadLetterHeaders.read(record.headers());
      redriven = DeadLetterHeaders.redriveCount(record.headers());
    } catch (IllegalArgumentException e) {
      problems.accept(
          "The record "
              + RecordText.place(record)
              + " (key "
              + ErrorText.printable(RecordText.key(record))
              + ") is no dead letter of the classifier and is skipped: "
              + ErrorText.reason(e));
      return true;
    }
    return json ? lines.write(json(record, deadLetter, redriven)) : row(record, deadLetter);
  }

  private boolean row(ConsumerRecord<byte[], byte[]> record, DeadLetter deadLetter) {
    boolean heard = begun || lines.write(TABLE.row("REASON", "STAGE", "KEY", "ORIGIN", "DETAIL"));
    begun = true;
    return heard
        && lines.write(
            TABLE.row(
                deadLetter.reason(),
                deadLetter.stage(),
                RecordText.key(record),
                RecordText.place(deadLetter.source().topic(), deadLetter.source().partition(), deadLetter.source().offset()),
                deadLetter.detail()));
  }

  private static String json(
      ConsumerRecord<byte[], byte[]> record, DeadLetter deadLetter, int redriven) {
    ObjectNode node = JSON.createObjectNode();
    node.put(
        "image_id", record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8));
    node.put("reason", deadLetter.reason());
    node.put("stage", deadLetter.stage());
    node.put("detail", deadLetter.detail());
    node.put("bytes", record.value() == null ? 0 : record.value().length);
    node.put("redrive_count", redriven);
    ObjectNode source = node.putObject("source");
    source.put("topic", deadLetter.source().topic());
    source.put("partition", deadLetter.source().partition());
    source.put("offset", deadLetter.source().offset());
    ObjectNode place = node.putObject("dead_letter");
    place.put("topic", record.topic());
    place.put("partition", record.partition());
    place.put("offset", record.offset());
    return node.toString();
  }
}
