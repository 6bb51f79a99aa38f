package dev.imageclassifier.ingest.follow;

import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.ResultDeserializer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Writes results as lines: the JSON as it lies in the topic, or a table of the best labels. */
public final class LabelWriter implements RecordReader {
  private static final Columns TABLE = new Columns(40, 28);

  private final ResultDeserializer deserializer = new ResultDeserializer();
  private final Lines lines;
  private final Consumer<String> problems;
  private final boolean json;
  private final int top;
  private final long limit;
  private long written;

  /**
   * @param problems takes a sentence for each record that is no result
   * @param json whether to write JSON Lines; otherwise a table
   * @param top labels per picture in the table
   * @param limit ends after so many results
   */
  public LabelWriter(
      PrintWriter out, Consumer<String> problems, boolean json, int top, long limit) {
    this.lines = new Lines(out);
    this.problems = problems;
    this.json = json;
    this.top = top;
    this.limit = limit;
  }

  @Override
  public boolean read(ConsumerRecord<byte[], byte[]> record) {
    ClassificationResult result;
    try {
      result = deserializer.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      problems.accept(unreadable(record, Sentences.reason(e)));
      return true;
    }
    if (result == null) {
      problems.accept(unreadable(record, "it has no value"));
      return true;
    }
    boolean heard = json ? lines.write(oneLine(record.value())) : rows(record, result);
    written++;
    return heard && written < limit;
  }

  private boolean rows(ConsumerRecord<byte[], byte[]> record, ClassificationResult result) {
    boolean heard = written > 0 || lines.write(TABLE.row("KEY", "LABEL", "CONFIDENCE"));
    for (ClassificationResult.Prediction prediction : result.predictions()) {
      if (prediction.rank() <= top) {
        String confidence = String.format(Locale.ROOT, "%6.2f %%", 100 * prediction.score());
        heard =
            heard && lines.write(TABLE.row(Records.key(record), prediction.label(), confidence));
      }
    }
    return heard;
  }

  /** Line feeds in valid JSON stand between tokens only. */
  private static String oneLine(byte[] value) {
    return new String(value, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ').strip();
  }

  private static String unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {
    return "The record "
        + Records.place(record)
        + " (key "
        + Sentences.printable(Records.key(record))
        + ") is no result and is skipped: "
        + reason;
  }
}
