package dev.imageclassifier.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.kafka.ResultSerializer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The report file: JSON Lines, one object for each published picture, pending ones too. */
final class Report implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ResultSerializer RESULTS = new ResultSerializer();

  private final Path file;
  private final BufferedWriter writer;

  private Report(Path file, BufferedWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Creates the file, or empties it, so that a wrong name is told before the work and not after.
   *
   * @throws UserError when it cannot be written
   */
  static Report open(Path file) {
    try {
      return new Report(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Writes a line for each picture.
   *
   * @throws UserError when that fails, on a full disk for example
   */
  void write(Map<String, Optional<PictureOutcome>> entries) {
    try {
      for (Map.Entry<String, Optional<PictureOutcome>> entry : entries.entrySet()) {
        writer.write(line(entry.getKey(), entry.getValue()));
        writer.write('\n');
      }
      writer.flush();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  static String line(String imageId, Optional<PictureOutcome> outcome) {
    ObjectNode line = JSON.createObjectNode().put("image_id", imageId);
    if (outcome.isEmpty()) {
      return line.put("outcome", "pending").toString();
    }
    if (outcome.get() instanceof PictureOutcome.Labelled labelled) {
      byte[] result = RESULTS.serialize("", labelled.result());
      return line.put("outcome", "labelled")
          .putRawValue("result", new RawValue(new String(result, StandardCharsets.UTF_8)))
          .toString();
    }
    DeadLetter letter = ((PictureOutcome.DeadLettered) outcome.get()).letter();
    return line.put("outcome", "dead_lettered")
        .put("reason", letter.reason())
        .put("stage", letter.stage())
        .put("detail", letter.detail())
        .toString();
  }

  private static UserError unwritable(Path file, IOException cause) {
    return new UserError(
        "The report "
            + file
            + " cannot be written: "
            + ErrorText.reason(cause)
            + "; give --report a file in a folder that exists.",
        cause);
  }
}
