package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * The files in a tar, tar.gz or zip archive, in its order. Nothing is unpacked to a disk, so names
 * that point elsewhere are only names; of each entry no more is read than may be sent.
 */
final class ArchiveReader implements Iterator<ImageFile> {
  /** Where the entries come from. */
  interface Entries extends AutoCloseable {
    /** The next entry; null at the end. */
    ArchiveEntry next() throws IOException;

    /** The bytes of the last entry; not to be closed. */
    InputStream content() throws IOException;

    @Override
    void close() throws IOException;
  }

  private final Path archive;
  private final String prefix;
  private final BiConsumer<Path, IOException> problems;
  private Entries entries;
  private ImageFile next;

  /**
   * @param prefix what the keys begin with
   * @param problems is told when the archive cannot be read further
   */
  ArchiveReader(Path archive, String prefix, BiConsumer<Path, IOException> problems) {
    this.archive = archive;
    this.prefix = prefix;
    this.problems = problems;
    try {
      this.entries = entries(archive);
    } catch (IOException | RuntimeException e) {
      broken(e);
    }
  }

  /** Whether its name ends like one. */
  static boolean isArchive(Path path) {
    String name = name(path);
    return name.endsWith(".zip")
        || name.endsWith(".tar")
        || name.endsWith(".tar.gz")
        || name.endsWith(".tgz");
  }

  @Override
  public boolean hasNext() {
    while (next == null && entries != null) {
      try {
        ArchiveEntry entry = entries.next();
        if (entry == null) {
          close();
        } else if (isFile(entry) && !isHidden(entry.getName())) {
          next = new ArchivedFile(archive, prefix, entry, entries);
        }
      } catch (IOException | RuntimeException e) { // the library throws both on damaged archives
        broken(e);
      }
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

  void close() {
    try {
      if (entries != null) {
        entries.close();
      }
    } catch (IOException e) {
      // only read from
    }
    entries = null;
  }

  private void broken(Exception failure) {
    close();
    problems.accept(
        archive,
        failure instanceof IOException io ? io : new IOException("damaged archive", failure));
  }

  private static boolean isFile(ArchiveEntry entry) {
    return entry instanceof TarArchiveEntry tar ? tar.isFile() : !entry.isDirectory();
  }

  private static boolean isHidden(String name) {
    for (String part : name.split("/", -1)) {
      boolean up = ".".equals(part) || "..".equals(part);
      if ((part.startsWith(".") && !up) || "__MACOSX".equals(part)) {
        return true;
      }
    }
    return false;
  }

  private static Entries entries(Path archive) throws IOException {
    String name = name(archive);
    return name.endsWith(".zip")
        ? new ZipEntries(archive)
        : new TarEntries(archive, name.endsWith("gz"));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
  }
}
