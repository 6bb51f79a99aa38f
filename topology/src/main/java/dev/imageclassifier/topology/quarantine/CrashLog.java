package dev.imageclassifier.topology.quarantine;

import dev.imageclassifier.contract.RecordPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the crashes of the process per record, in a directory on disk. At the start, each record
 * that was in flight in the previous process gets one more crash. The count of a record is removed
 * when the record is classified. Thread-safe; each stream thread has its own {@link
 * InFlightRecords}.
 */
public final class CrashLog {
  private static final Logger LOG = LoggerFactory.getLogger(CrashLog.class);
  private static final String IN_FLIGHT = "in-flight-";

  private final Path directory;
  private final CrashCounts crashes;
  private final AtomicInteger threads = new AtomicInteger();

  /**
   * Opens the log and counts the records that were in flight in the previous process.
   *
   * @param directory an existing directory that no other process uses
   * @throws UncheckedIOException when the directory cannot be read
   */
  public CrashLog(Path directory) {
    this.directory = directory;
    this.crashes = new CrashCounts(directory.resolve("crashes.tsv"));
    boolean crashed = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, IN_FLIGHT + "*")) {
      for (Path file : files) {
        for (RecordPosition position : read(file)) {
          crashes.increment(position);
          crashed = true;
          LOG.atWarn()
              .addKeyValue("record", position)
              .addKeyValue("crashes", crashes.get(position))
              .log("record was in flight at a crash");
        }
      }
      if (crashed) {
        crashes.save();
      }
      // Files are deleted after the counts are saved: a crash between the two steps is counted
      // twice but never missed.
      deleteInFlightFiles();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + directory, e);
    }
  }

  /** Counts each crash once, at the first start after it. */
  private void deleteInFlightFiles() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, IN_FLIGHT + "*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private static List<RecordPosition> read(Path file) throws IOException {
    try {
      return InFlightFile.read(file);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("error", e)
          .log("in-flight file is damaged; a crash is not counted");
      return List.of();
    }
  }

  /** Number of records that were in flight at a crash and have no outcome since. */
  public int suspects() {
    return crashes.size();
  }

  /**
   * Creates the in-flight records of the calling stream thread.
   *
   * @throws UncheckedIOException when the directory cannot be written
   */
  public InFlightRecords newInFlightRecords() {
    try {
      return new InFlightRecords(
          new InFlightFile(directory.resolve(IN_FLIGHT + threads.getAndIncrement())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + directory, e);
    }
  }

  /** The records that one stream thread is working on. Not thread-safe. */
  public final class InFlightRecords {
    private final InFlightFile file;
    private List<RecordPosition> positions = List.of();

    private InFlightRecords(InFlightFile file) {
      this.file = file;
    }

    /** Number of crashes while this record was in flight. */
    public int crashes(RecordPosition position) {
      return crashes.get(position);
    }

    /** Starts the work on these records: a later crash increases the count of each of them. */
    public void begin(List<RecordPosition> records) {
      positions = records;
      file.write(records);
    }

    /** Stops the work on the records and keeps their counts. */
    public void suspend() {
      file.clear();
      positions = List.of();
    }

    /** Ends the work on the records and removes their counts. */
    public void end() {
      file.clear();
      boolean changed = false;
      for (RecordPosition position : positions) {
        changed |= crashes.remove(position);
      }
      if (changed) {
        crashes.save();
      }
      positions = List.of();
    }
  }
}
