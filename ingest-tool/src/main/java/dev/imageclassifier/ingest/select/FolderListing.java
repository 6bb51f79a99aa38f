package dev.imageclassifier.ingest.select;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The entries of one folder in the order of their names. Holds {@value #MANY} of them and no more:
 * a larger folder is listed again for the next ones, which costs less than it seems (a second for a
 * million names) and needs neither memory nor a temporary file.
 */
final class FolderListing implements Iterator<Path> {
  static final int MANY = 100_000;

  private final Path folder;
  private final BiConsumer<Path, IOException> problems;
  private final int many;
  private TreeSet<Path> entries = new TreeSet<>();
  private boolean more = true;
  private Path last;

  FolderListing(Path folder, BiConsumer<Path, IOException> problems) {
    this(folder, problems, MANY);
  }

  FolderListing(Path folder, BiConsumer<Path, IOException> problems, int many) {
    this.folder = folder;
    this.problems = problems;
    this.many = many;
  }

  @Override
  public boolean hasNext() {
    if (entries.isEmpty() && more) {
      list();
    }
    return !entries.isEmpty();
  }

  @Override
  public Path next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    last = entries.pollFirst();
    return last;
  }

  /** The first entries behind the last one that was handed out. */
  private void list() {
    entries = new TreeSet<>();
    more = false;
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      for (Path entry : listing) {
        if (last == null || entry.compareTo(last) > 0) {
          entries.add(entry);
          if (entries.size() > many) {
            Path unused = entries.pollLast();
            more = true;
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      problems.accept(folder, e.getCause());
    } catch (IOException e) {
      problems.accept(folder, e);
    }
  }
}
