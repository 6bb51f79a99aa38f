package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import org.apache.commons.compress.archivers.ArchiveEntry;

/** A file in an archive. It can be read until the next entry of the archive is requested. */
final class ArchivedFile implements ImageFile {
  private final Path archive;
  private final String prefix;
  private final ArchiveEntry entry;
  private final ArchiveReader.Entries entries;

  ArchivedFile(Path archive, String prefix, ArchiveEntry entry, ArchiveReader.Entries entries) {
    this.archive = archive;
    this.prefix = prefix;
    this.entry = entry;
    this.entries = entries;
  }

  @Override
  public String key() {
    return prefix + entryName();
  }

  @Override
  public String name() {
    return archive + "!/" + entryName();
  }

  @Override
  public String fileName() {
    String name = entryName();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public String source() {
    return archive.toAbsolutePath().normalize() + "!/" + entryName();
  }

  @Override
  public boolean isStreamed() {
    return true;
  }

  @Override
  public FileVersion version() {
    Date modified = entry.getLastModifiedDate();
    return new FileVersion(
        Math.max(0, entry.getSize()), modified == null ? Instant.EPOCH : modified.toInstant());
  }

  @Override
  public FileContent read(int limit) throws IOException {
    try {
      return FileContent.read(entries.content(), version(), limit);
    } catch (RuntimeException e) {
      throw new IOException("damaged archive", e); // the library throws them on damaged archives
    }
  }

  private String entryName() {
    String name = entry.getName();
    return name.startsWith("./") ? name.substring(2) : name;
  }
}
