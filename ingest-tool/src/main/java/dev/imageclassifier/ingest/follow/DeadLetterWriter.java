package dev.imageclassifier.ingest.follow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterHeaders;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes dead letters as lines, without the picture: JSON, or a table. */
public final class DeadLetterWriter implements RecordReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Columns TABLE = new Columns(22, 10, 40, 24);

  private final Lines lines;
  private final Consumer<String> problems;
  private final boolean json;
  private boolean begun;

  /**
   * @param problems takes a sentence for each record that is no dead letter
   * @param json whether to write JSON Lines; otherwise a table
   */
  public DeadLetterWriter(PrintWriter out, Consumer<String> problems, boolean json) {
    this.lines = new Lines(out);
    this.problems = problems;
    this.json = json;
  }

  @Override
  public boolean read(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter letter;
    int redriven;
    try {
      letter = DeadLetterHeaders.read(record.headers());
      redriven = DeadLetterHeaders.redriveCount(record.headers());
    } catch (IllegalArgumentException e) {
      problems.accept(
          "The record "
              + Records.place(record)
              + " (key "
              + Sentences.printable(Records.key(record))
              + ") is no dead letter of the classifier and is skipped: "
              + Sentences.reason(e));
      return true;
    }
    return json ? lines.write(json(record, letter, redriven)) : row(record, letter);
  }

  private boolean row(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
    boolean heard = begun || lines.write(TABLE.row("REASON", "STAGE", "KEY", "ORIGIN", "DETAIL"));
    begun = true;
    return heard
        && lines.write(
            TABLE.row(
                letter.reason().code(),
                letter.stage().code(),
                Records.key(record),
                Records.place(letter.topic(), letter.partition(), letter.offset()),
                letter.detail()));
  }

  private static String json(
      ConsumerRecord<byte[], byte[]> record, DeadLetter letter, int redriven) {
    ObjectNode node = JSON.createObjectNode();
    node.put(
        "image_id", record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8));
    node.put("reason", letter.reason().code());
    node.put("stage", letter.stage().code());
    node.put("detail", letter.detail());
    node.put("bytes", record.value() == null ? 0 : record.value().length);
    node.put("redrive_count", redriven);
    ObjectNode source = node.putObject("source");
    source.put("topic", letter.topic());
    source.put("partition", letter.partition());
    source.put("offset", letter.offset());
    ObjectNode place = node.putObject("dead_letter");
    place.put("topic", record.topic());
    place.put("partition", record.partition());
    place.put("offset", record.offset());
    return node.toString();
  }
}
