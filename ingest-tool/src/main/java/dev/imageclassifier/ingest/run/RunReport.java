package dev.imageclassifier.ingest.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
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
 * The report of a run: JSON Lines with one object per file, in the order of publishing. The
 * property {@code outcome} is labelled, dead_lettered, pending or failed.
 */
public final class RunReport implements AutoCloseable {
  /** One line; properties that are null are omitted, except the image id. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Line(
      @JsonProperty("image_id") @JsonInclude(JsonInclude.Include.ALWAYS) String imageId,
      String file,
      String outcome,
      @JsonRawValue String result,
      String reason,
      String stage,
      String detail) {

    static Line of(ReportRow row) {
      StoredOutcome outcome = row.outcome();
      if (row.failure() != null) {
        return new Line(row.key(), row.source(), "failed", null, null, null, row.failure());
      }
      if (outcome == null) {
        return new Line(row.key(), row.source(), "pending", null, null, null, null);
      }
      return new Line(
          row.key(),
          row.source(),
          outcome.isLabelled() ? "labelled" : "dead_lettered",
          outcome.result(),
          outcome.reason(),
          outcome.stage(),
          outcome.detail());
    }
  }

  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final BufferedWriter writer;

  private RunReport(Path file, BufferedWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Creates the file, or truncates it.
   *
   * @throws UserError when the file cannot be written
   */
  public static RunReport open(Path file) {
    try {
      return new RunReport(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * Writes one line per file of the run.
   *
   * @throws UserError when the file cannot be written, for example because the disk is full
   */
  public void write(OutcomeStore outcomes) {
    try {
      outcomes.report(this::write);
      writer.flush();
    } catch (UncheckedIOException e) {
      throw cannotWrite(file, e.getCause());
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  static String line(ReportRow row) {
    try {
      return JSON.writeValueAsString(Line.of(row));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
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

  private static UserError cannotWrite(Path file, IOException cause) {
    return new UserError(
        "Cannot write the report %s (%s): choose another file with --report."
            .formatted(file, ErrorText.reason(cause)),
        cause);
  }
}
