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
 * Counts the deaths of the process per record. At start, whatever the last process was working on
 * gets one more death; a record that is classified loses its count. Thread-safe; each stream thread
 * takes a {@link InFlightRecords} of its own.
 */
public final class CrashJournal {
  private static final Logger LOG = LoggerFactory.getLogger(CrashJournal.class);
  private static final String IN_FLIGHT = "in-flight-";

  private final Path directory;
  private final CrashCounts deaths;
  private final AtomicInteger threads = new AtomicInteger();

  /**
   * Opens the journal and counts what the last process left behind.
   *
   * @param directory a directory of this instance alone; it exists
   */
  public CrashJournal(Path directory) {
    this.directory = directory;
    this.deaths = new CrashCounts(directory.resolve("deaths.tsv"));
    boolean died = false;
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, IN_FLIGHT + "*")) {
      for (Path file : left) {
        for (RecordPosition position : leftIn(file)) {
          deaths.count(position);
          died = true;
          LOG.warn(
              "the last process died while it worked on {}, deaths={}",
              position,
              deaths.at(position));
        }
      }
      if (died) {
        deaths.save();
      }
      // after the counts: dying in between counts twice, never less
      deleteCounted();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be read", e);
    }
  }

  /** A death is counted at the next start and at no other, whoever takes a page then. */
  private void deleteCounted() throws IOException {
    try (DirectoryStream<Path> counted = Files.newDirectoryStream(directory, IN_FLIGHT + "*")) {
      for (Path file : counted) {
        Files.delete(file);
      }
    }
  }

  private static List<RecordPosition> leftIn(Path file) throws IOException {
    try {
      return InFlightFile.read(file);
    } catch (RuntimeException e) {
      LOG.warn("{} is damaged, so a crash may go uncounted: {}", file, e.toString());
      return List.of();
    }
  }

  /** Records on which the process died and that have no outcome since. */
  public int suspects() {
    return deaths.size();
  }

  /** The page of the calling stream thread. */
  public InFlightRecords newPage() {
    try {
      return new InFlightRecords(
          new InFlightFile(directory.resolve(IN_FLIGHT + threads.getAndIncrement())));
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be written", e);
    }
  }

  /** What one stream thread is working on. Not thread-safe. */
  public final class InFlightRecords {
    private final InFlightFile file;
    private List<RecordPosition> working = List.of();

    private InFlightRecords(InFlightFile file) {
      this.file = file;
    }

    /** How often the process died on this record. */
    public int crashesOf(RecordPosition position) {
      return deaths.at(position);
    }

    /** Work on these records begins: dying from now on is counted against each of them. */
    public void begin(List<RecordPosition> positions) {
      working = positions;
      file.write(positions);
    }

    /** Nothing is touched any more, and what these records are suspected of stands. */
    public void suspend() {
      file.clear();
      working = List.of();
    }

    /** The work is done and nothing died. */
    public void end() {
      file.clear();
      boolean changed = false;
      for (RecordPosition position : working) {
        changed |= deaths.forget(position);
      }
      if (changed) {
        deaths.save();
      }
      working = List.of();
    }
  }
}
