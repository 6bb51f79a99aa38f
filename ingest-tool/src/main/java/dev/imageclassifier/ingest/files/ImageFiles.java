package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/** Iterates over the files of a selection. Not thread-safe. */
public final class ImageFiles implements Iterator<ImageFile>, AutoCloseable {
  /** One path or list of the selection. */
  interface Source extends AutoCloseable {
    /** The next file, or null at the end. */
    ImageFile next();

    @Override
    void close();
  }

  private final FileSelection selection;
  private final BiConsumer<Path, IOException> problems;
  private final Iterator<String> paths;
  private boolean listOpened;
  private Source source;
  private ImageFile next;

  ImageFiles(FileSelection selection, BiConsumer<Path, IOException> problems) {
    this.selection = selection;
    this.problems = problems;
    this.paths = selection.paths().iterator();
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (source == null && !openNext()) {
        return false;
      }
      next = source.next();
      if (next == null) {
        close();
      }
    }
    return true;
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

  @Override
  public void close() {
    if (source != null) {
      source.close();
      source = null;
    }
  }

  private boolean openNext() {
    if (paths.hasNext()) {
      source = new FileWalk(selection.resolve(paths.next()), selection, problems);
      return true;
    }
    if (!listOpened && selection.list() != null) {
      listOpened = true;
      source = new FileList(selection, problems);
      return true;
    }
    return false;
  }
}
