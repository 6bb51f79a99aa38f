package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.files.FileVersion;
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
 * Lists a selection repeatedly and returns each file once, when it has not changed for some time.
 * Polls the directories, because file system events are lost under load and do not exist on network
 * file systems. Not thread-safe.
 *
 * <p>Keeps in memory only files that the journal does not contain: those that are still being
 * written and those that could not be published.
 */
public final class DirectoryWatch implements Iterator<ImageFile> {
  static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
  static final Duration QUIET_TIME = Duration.ofSeconds(2);

  private record SeenFile(FileVersion version, boolean returned) {}

  private final FileSelection selection;
  private final RunJournal journal;
  private final BooleanSupplier stopped;
  private final Consumer<String> problems;
  private final Set<Path> reported = new HashSet<>();
  private Map<String, SeenFile> before = new HashMap<>();
  private Map<String, SeenFile> now = new HashMap<>();
  private ImageFiles files;
  private ImageFile next;

  /**
   * @param stopped ends the watch when it returns true
   * @param problems receives one sentence for each directory that cannot be listed
   */
  public DirectoryWatch(
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
        check(files.next());
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

  private void check(ImageFile file) {
    String source = file.source();
    if (journal.contains(source)) {
      return;
    }
    FileVersion version;
    try {
      version = file.version();
    } catch (IOException e) {
      return; // deleted in the meantime
    }
    SeenFile last = before.get(source);
    boolean same = last != null && last.version().equals(version);
    boolean returned = same && last.returned();
    boolean settled = same && version.modified().isBefore(Instant.now().minus(QUIET_TIME));
    if (settled && !returned) {
      next = file;
    }
    now.put(source, new SeenFile(version, returned || settled));
  }

  private void problem(Path path, IOException failure) {
    if (reported.add(path)) {
      problems.accept(
          "%s cannot be listed (%s)."
              .formatted(ErrorText.printable(path.toString()), ErrorText.reason(failure)));
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL_INTERVAL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
