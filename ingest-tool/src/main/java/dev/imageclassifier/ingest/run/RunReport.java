package dev.imageclassifier.ingest.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.journal.OutcomeStore;
import dev.imageclassifier.ingest.journal.ReportRow;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The report of a run: JSON Lines, one object for each file in the order of sending, with {@code
 * outcome} labelled, dead_lettered, pending or failed.
 */
public final class RunReport implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final BufferedWriter writer;

  private RunReport(Path file, BufferedWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Creates the file, or empties it, so that a wrong name is told before the work and not after.
   *
   * @throws UserError when it cannot be written
   */
  public static RunReport open(Path file) {
    try {
      return new RunReport(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Writes a line for each file of the run.
   *
   * @throws UserError when that fails, on a full disk for example
   */
  public void write(OutcomeStore outcomes) {
    try {
      outcomes.report(this::write);
      writer.flush();
    } catch (UncheckedIOException e) {
      throw unwritable(file, e.getCause());
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

  private void write(ReportRow row) {
    try {
      writer.write(line(row));
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String line(ReportRow row) {
    ObjectNode line = JSON.createObjectNode().put("image_id", row.key()).put("file", row.source());
    if (row.failure() != null) {
      return line.put("outcome", "failed").put("detail", row.failure()).toString();
    }
    if (row.outcome().isEmpty()) {
      return line.put("outcome", "pending").toString();
    }
    StoredOutcome outcome = row.outcome().get();
    if (outcome.label() != null) {
      return line.put("outcome", "labelled")
          .putRawValue("result", new RawValue(outcome.result()))
          .toString();
    }
    return line.put("outcome", "dead_lettered")
        .put("reason", outcome.reason())
        .put("stage", outcome.stage())
        .put("detail", outcome.detail())
        .toString();
  }

  private static UserError unwritable(Path file, IOException cause) {
    return new UserError(
        "The report "
            + file
            + " cannot be written ("
            + ErrorText.reason(cause)
            + "): name another with --report.",
        cause);
  }
}
