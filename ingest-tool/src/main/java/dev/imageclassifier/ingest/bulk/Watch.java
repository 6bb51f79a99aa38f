package dev.imageclassifier.ingest.bulk;

import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.select.Content;
import dev.imageclassifier.ingest.select.PictureFile;
import dev.imageclassifier.ingest.select.PictureFiles;
import dev.imageclassifier.ingest.select.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The files of a selection, again and again: each once, when it has not changed for a while. Looks
 * at the folders instead of having the operating system tell, which no network file system does and
 * which loses events under load. One thread.
 *
 * <p>Remembers in memory only those that are not in the journal: what is still being written, and
 * what could not be sent as it is.
 */
public final class Watch implements Iterator<PictureFile> {
  static final Duration PERIOD = Duration.ofSeconds(1);
  static final Duration SETTLED = Duration.ofSeconds(2);

  private record Seen(Content.Version version, boolean offered) {}

  private final Selection selection;
  private final RunJournal journal;
  private final BooleanSupplier stopped;
  private final Consumer<String> problems;
  private final Set<Path> told = new HashSet<>();
  private Map<String, Seen> before = new HashMap<>();
  private Map<String, Seen> now = new HashMap<>();
  private PictureFiles files;
  private PictureFile next;

  /**
   * @param stopped whether to end
   * @param problems takes a sentence for what cannot be listed, once
   */
  public Watch(
      Selection selection, RunJournal journal, BooleanSupplier stopped, Consumer<String> problems) {
    this.selection = selection;
    this.journal = journal;
    this.stopped = stopped;
    this.problems = problems;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !stopped.getAsBoolean()) {
      if (files == null) {
        files = selection.open(this::problem);
      }
      if (files.hasNext()) {
        look(files.next());
      } else {
        files.close();
        files = null;
        before = now;
        now = new HashMap<>();
        pause();
      }
    }
    if (stopped.getAsBoolean() && files != null) {
      files.close();
    }
    return next != null;
  }

  @Override
  public PictureFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    PictureFile found = next;
    next = null;
    return found;
  }

  private void look(PictureFile picture) {
    String source = picture.source();
    if (journal.knows(source)) {
      return;
    }
    Content.Version version;
    try {
      version = picture.version();
    } catch (IOException e) {
      return; // gone again
    }
    Seen last = before.get(source);
    boolean same = last != null && last.version().equals(version);
    boolean offered = same && last.offered();
    boolean settled = same && version.modified().isBefore(Instant.now().minus(SETTLED));
    if (settled && !offered) {
      next = picture;
    }
    now.put(source, new Seen(version, offered || settled));
  }

  private void problem(Path path, IOException failure) {
    if (told.add(path)) {
      problems.accept(
          Sentences.printable(path.toString())
              + " cannot be listed ("
              + Sentences.reason(failure)
              + ").");
    }
  }

  private void pause() {
    try {
      Thread.sleep(PERIOD.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
