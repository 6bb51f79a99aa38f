package dev.imageclassifier.topology.brake;

import dev.imageclassifier.topology.in.Place;
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
 * takes a {@link Page} of its own.
 */
public final class CrashJournal {
  private static final Logger LOG = LoggerFactory.getLogger(CrashJournal.class);
  private static final String IN_FLIGHT = "in-flight-";

  private final Path directory;
  private final Deaths deaths;
  private final AtomicInteger threads = new AtomicInteger();

  /**
   * Opens the journal and counts what the last process left behind.
   *
   * @param directory a directory of this instance alone; it exists
   */
  public CrashJournal(Path directory) {
    this.directory = directory;
    this.deaths = new Deaths(directory.resolve("deaths.tsv"));
    boolean died = false;
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, IN_FLIGHT + "*")) {
      for (Path file : left) {
        for (Place place : leftIn(file)) {
          deaths.count(place);
          died = true;
          LOG.warn(
              "the last process died while it worked on {}, deaths={}", place, deaths.at(place));
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

  private static List<Place> leftIn(Path file) throws IOException {
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
  public Page newPage() {
    try {
      return new Page(new InFlightFile(directory.resolve(IN_FLIGHT + threads.getAndIncrement())));
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be written", e);
    }
  }

  /** What one stream thread is working on. Not thread-safe. */
  public final class Page {
    private final InFlightFile file;
    private List<Place> working = List.of();

    private Page(InFlightFile file) {
      this.file = file;
    }

    /** How often the process died on this record. */
    public int deathsAt(Place place) {
      return deaths.at(place);
    }

    /** Work on these records begins: dying from now on is counted against each of them. */
    public void begin(List<Place> places) {
      working = places;
      file.write(places);
    }

    /** The work is done and nothing died. */
    public void end() {
      file.clear();
      boolean changed = false;
      for (Place place : working) {
        changed |= deaths.forget(place);
      }
      if (changed) {
        deaths.save();
      }
      working = List.of();
    }
  }
}
