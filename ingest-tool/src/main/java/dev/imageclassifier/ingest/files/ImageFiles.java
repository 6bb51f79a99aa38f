package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/** The files of a selection, one after the other. One thread. */
public final class ImageFiles implements Iterator<ImageFile>, AutoCloseable {
  private interface Part extends Iterator<ImageFile>, AutoCloseable {
    @Override
    void close();
  }

  private final FileSelection selection;
  private final BiConsumer<Path, IOException> problems;
  private final Iterator<String> paths;
  private boolean listBegun;
  private Part part;

  ImageFiles(FileSelection selection, BiConsumer<Path, IOException> problems) {
    this.selection = selection;
    this.problems = problems;
    this.paths = selection.paths().iterator();
  }

  @Override
  public boolean hasNext() {
    while (part == null || !part.hasNext()) {
      close();
      if (paths.hasNext()) {
        part = walk(selection.resolve(paths.next()));
      } else if (!listBegun && selection.list() != null) {
        listBegun = true;
        part = list();
      } else {
        return false;
      }
    }
    return true;
  }

  @Override
  public ImageFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return part.next();
  }

  @Override
  public void close() {
    if (part != null) {
      part.close();
      part = null;
    }
  }

  private Part walk(Path root) {
    FileWalk walk = new FileWalk(root, selection, problems);
    return part(walk, walk::close);
  }

  private Part list() {
    FileList list = new FileList(selection, problems);
    return part(list, list::close);
  }

  private static Part part(Iterator<ImageFile> files, Runnable close) {
    return new Part() {
      @Override
      public boolean hasNext() {
        return files.hasNext();
      }

      @Override
      public ImageFile next() {
        return files.next();
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
