package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Reads the files of a tar, tar.gz or zip archive in its order. Nothing is unpacked to disk, so a
 * name such as {@code ../../etc/passwd} is only a key. At most the size limit is read per entry.
 */
final class ArchiveReader implements ImageFiles.Source {
  /** The entries of an archive. */
  interface Entries extends AutoCloseable {
    /** The next entry; null at the end. */
    ArchiveEntry next() throws IOException;

    /** The bytes of the last entry. The caller must not close the stream. */
    InputStream content() throws IOException;

    @Override
    void close() throws IOException;
  }

  private final Path archive;
  private final String prefix;
  private final BiConsumer<Path, IOException> problems;
  private Entries entries;

  /**
   * @param prefix text before every key
   * @param problems receives the archive when it cannot be read to its end
   */
  ArchiveReader(Path archive, String prefix, BiConsumer<Path, IOException> problems) {
    this.archive = archive;
    this.prefix = prefix;
    this.problems = problems;
    try {
      this.entries = open(archive);
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  /** Whether the file name ends with an archive's extension. */
  static boolean isArchive(Path path) {
    String name = lowerCaseName(path);
    return name.endsWith(".zip")
        || name.endsWith(".tar")
        || name.endsWith(".tar.gz")
        || name.endsWith(".tgz");
  }

  @Override
  public ImageFile next() {
    while (entries != null) {
      try {
        ArchiveEntry entry = entries.next();
        if (entry == null) {
          close();
        } else if (isFile(entry) && !isHidden(entry.getName())) {
          return new ArchivedFile(archive, prefix, entry, entries);
        }
      } catch (IOException | RuntimeException e) { // the library throws both on damaged archives
        fail(e);
      }
    }
    return null;
  }

  @Override
  public void close() {
    try {
      if (entries != null) {
        entries.close();
      }
    } catch (IOException e) {
      // nothing was written
    }
    entries = null;
  }

  private void fail(Exception failure) {
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
      boolean relative = ".".equals(part) || "..".equals(part);
      if ((part.startsWith(".") && !relative) || "__MACOSX".equals(part)) {
        return true;
      }
    }
    return false;
  }

  private static Entries open(Path archive) throws IOException {
    String name = lowerCaseName(archive);
    return name.endsWith(".zip")
        ? new ZipEntries(archive)
        : new TarEntries(archive, name.endsWith("gz"));
  }

  private static String lowerCaseName(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
  }
}
