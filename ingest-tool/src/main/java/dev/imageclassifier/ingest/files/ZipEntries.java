package dev.imageclassifier.ingest.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The entries of a zip archive, in the order of its central directory. */
final class ZipEntries implements ArchiveReader.Entries {
  private final ZipFile zip;
  private final Enumeration<ZipArchiveEntry> entries;
  private ZipArchiveEntry current;

  ZipEntries(Path archive) throws IOException {
    zip = ZipFile.builder().setPath(archive).get();
    entries = zip.getEntries();
  }

  @Override
  public ZipArchiveEntry next() {
    current = entries.hasMoreElements() ? entries.nextElement() : null;
    return current;
  }

  @Override
  public InputStream content() throws IOException {
    if (!zip.canReadEntryData(current)) {
      throw new RejectedFileException("is encrypted or has an unsupported compression method");
    }
    // closing this stream must not close the archive
    return new FilterInputStream(zip.getInputStream(current)) {};
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
