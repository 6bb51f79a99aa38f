package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.ClassificationResult.Prediction;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.kafka.ResultDeserializer;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Prints results as a table, JSON Lines or CSV. Not thread-safe. */
public final class ResultPrinter implements RecordHandler {
  private static final Columns TABLE = new Columns(40, 28);

  private final ResultDeserializer deserializer = new ResultDeserializer();
  private final PrintWriter out;
  private final Consumer<String> problems;
  private final ResultFormat format;
  private final long limit;
  private final ResultFilter filter;
  private long written;

  /**
   * @param problems receives a sentence for each record that is not a result
   * @param limit number of results after which reading stops
   * @param filter selects the results to print
   */
  public ResultPrinter(
      PrintWriter out,
      Consumer<String> problems,
      ResultFormat format,
      long limit,
      ResultFilter filter) {
    this.out = out;
    this.problems = problems;
    this.format = format;
    this.limit = limit;
    this.filter = filter;
  }

  @Override
  public boolean handle(ConsumerRecord<byte[], byte[]> record) {
    ClassificationResult result;
    try {
      result = deserializer.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      skip(record, ErrorText.reason(e));
      return true;
    }
    if (result == null) {
      skip(record, "it has no value");
      return true;
    }
    if (!filter.matches(record, result)) {
      return true;
    }
    boolean open = true;
    for (String line : format(record, result)) {
      open = open && print(line);
    }
    written++;
    return open && written < limit;
  }

  private List<String> format(ConsumerRecord<byte[], byte[]> record, ClassificationResult result) {
    List<String> formatted = new ArrayList<>();
    List<Prediction> top =
        result.predictions().stream()
            .filter(prediction -> prediction.rank() <= format.top())
            .toList();
    switch (format.type()) {
      case JSON -> formatted.add(oneLine(record.value()));
      case CSV -> {
        if (written == 0) {
          formatted.add("image_id,rank,label,score,class_index,wnid");
        }
        top.forEach(prediction -> formatted.add(csvRow(record, prediction)));
      }
      case TABLE -> {
        if (written == 0) {
          formatted.add(TABLE.row("KEY", "LABEL", "SCORE"));
        }
        top.forEach(prediction -> formatted.add(tableRow(record, prediction)));
      }
    }
    return formatted;
  }

  private static String tableRow(ConsumerRecord<byte[], byte[]> record, Prediction prediction) {
    String score = String.format(Locale.ROOT, "%6.2f %%", 100 * prediction.score());
    return TABLE.row(RecordText.key(record), prediction.label(), score);
  }

  private static String csvRow(ConsumerRecord<byte[], byte[]> record, Prediction prediction) {
    return csvLine(
        record.key() == null ? "" : RecordText.key(record),
        Integer.toString(prediction.rank()),
        prediction.label(),
        BigDecimal.valueOf(prediction.score()).toPlainString(),
        Integer.toString(prediction.classIndex()),
        prediction.wnid() == null ? "" : prediction.wnid());
  }

  /** A line of comma-separated values (RFC 4180). */
  private static String csvLine(String... cells) {
    return Arrays.stream(cells).map(ResultPrinter::csvCell).collect(Collectors.joining(","));
  }

  private static String csvCell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    // a spreadsheet would evaluate such a cell as a formula
    boolean formula = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /** Valid JSON contains line feeds only between tokens. */
  private static String oneLine(byte[] value) {
    return new String(value, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ').strip();
  }

  private void skip(ConsumerRecord<byte[], byte[]> record, String reason) {
    problems.accept(
        "Skipped the record %s (key %s), which is not a result: %s"
            .formatted(
                RecordText.position(record), ErrorText.printable(RecordText.key(record)), reason));
  }

  /** Prints and flushes a line; returns false if the pipe is closed. */
  private boolean print(String line) {
    out.println(line);
    return !out.checkError();
  }
}
