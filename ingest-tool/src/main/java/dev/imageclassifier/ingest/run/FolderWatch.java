package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.files.FileContent;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.ImageFiles;
import dev.imageclassifier.ingest.journal.RunJournal;
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
public final class FolderWatch implements Iterator<ImageFile> {
  static final Duration PERIOD = Duration.ofSeconds(1);
  static final Duration SETTLED = Duration.ofSeconds(2);

  private record Seen(FileContent.Version version, boolean offered) {}

  private final FileSelection selection;
  private final RunJournal journal;
  private final BooleanSupplier stopped;
  private final Consumer<String> problems;
  private final Set<Path> told = new HashSet<>();
  private Map<String, Seen> before = new HashMap<>();
  private Map<String, Seen> now = new HashMap<>();
  private ImageFiles files;
  private ImageFile next;

  /**
   * @param stopped whether to end
   * @param problems takes a sentence for what cannot be listed, once
   */
  public FolderWatch(
      FileSelection selection,
      RunJournal journal,
      BooleanSupplier stopped,
      Consumer<String> problems) {
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
  public ImageFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ImageFile found = next;
    next = null;
    return found;
  }

  private void look(ImageFile image) {
    String source = image.source();
    if (journal.knows(source)) {
      return;
    }
    FileContent.Version version;
    try {
      version = image.version();
    } catch (IOException e) {
      return; // gone again
    }
    Seen last = before.get(source);
    boolean same = last != null && last.version().equals(version);
    boolean offered = same && last.offered();
    boolean settled = same && version.modified().isBefore(Instant.now().minus(SETTLED));
    if (settled && !offered) {
      next = image;
    }
    now.put(source, new Seen(version, offered || settled));
  }

  private void problem(Path path, IOException failure) {
    if (told.add(path)) {
      problems.accept(
          ErrorText.printable(path.toString())
              + " cannot be listed ("
              + ErrorText.reason(failure)
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
