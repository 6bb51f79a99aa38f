package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.kafka.ResultDeserializer;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Writes results as lines: the JSON as it lies in the topic, or a table of the best labels. */
public final class ResultWriter implements RecordReader {
  /** How results are written. */
  public enum Format {
    /** A table of the best labels. */
    TABLE,
    /** JSON Lines: the results as they lie in the topic. */
    JSON,
    /** A row for each label, with a head. */
    CSV
  }

  private static final Columns TABLE = new Columns(40, 28);

  private final ResultDeserializer deserializer = new ResultDeserializer();
  private final LineWriter lines;
  private final Consumer<String> problems;
  private final Format format;
  private final int top;
  private final long limit;
  private final ResultFilter filter;
  private long written;

  /**
   * @param problems takes a sentence for each record that is no result
   * @param format how to write
   * @param top labels per image in the table
   * @param limit ends after so many results
   * @param filter which results are written
   */
  public ResultWriter(
      PrintWriter out,
      Consumer<String> problems,
      Format format,
      int top,
      long limit,
      ResultFilter filter) {
    this.lines = new LineWriter(out);
    this.problems = problems;
    this.format = format;
    this.top = top;
    this.limit = limit;
    this.filter = filter;
  }

  @Override
  public boolean read(ConsumerRecord<byte[], byte[]> record) {
    ClassificationResult result;
    try {
      result = deserializer.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      problems.accept(unreadable(record, ErrorText.reason(e)));
      return true;
    }
    if (result == null) {
      problems.accept(unreadable(record, "it has no value"));
      return true;
    }
    if (!filter.matches(record, result)) {
      return true;
    }
    boolean heard =
        switch (format) {
          case JSON -> lines.write(oneLine(record.value()));
          case CSV -> csv(record, result);
          case TABLE -> rows(record, result);
        };
    written++;
    return heard && written < limit;
  }

  private boolean rows(ConsumerRecord<byte[], byte[]> record, ClassificationResult result) {
    boolean heard = written > 0 || lines.write(TABLE.row("KEY", "LABEL", "CONFIDENCE"));
    for (ClassificationResult.Prediction prediction : result.predictions()) {
      if (prediction.rank() <= top) {
        String confidence = String.format(Locale.ROOT, "%6.2f %%", 100 * prediction.score());
        heard =
            heard && lines.write(TABLE.row(RecordText.key(record), prediction.label(), confidence));
      }
    }
    return heard;
  }

  private boolean csv(ConsumerRecord<byte[], byte[]> record, ClassificationResult result) {
    boolean heard = written > 0 || lines.write("image_id,rank,label,score,class_index,wnid");
    for (ClassificationResult.Prediction prediction : result.predictions()) {
      if (prediction.rank() <= top) {
        heard =
            heard
                && lines.write(
                    Csv.row(
                        record.key() == null ? "" : RecordText.key(record),
                        Integer.toString(prediction.rank()),
                        prediction.label(),
                        BigDecimal.valueOf(prediction.score()).toPlainString(),
                        Integer.toString(prediction.classIndex()),
                        prediction.wnid() == null ? "" : prediction.wnid()));
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
        + RecordText.place(record)
        + " (key "
        + ErrorText.printable(RecordText.key(record))
        + ") is no result and is skipped: "
        + reason;
  }
}
