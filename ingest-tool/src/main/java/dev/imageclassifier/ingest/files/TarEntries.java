package dev.imageclassifier.ingest.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The entries of a tar archive, optionally compressed with gzip. */
final class TarEntries implements ArchiveReader.Entries {
  /** Detects the end mark, because commons-compress reports no error without it. */
  private static final class Tar extends TarArchiveInputStream {
    private boolean hasEndMark;

    Tar(InputStream in) {
      super(in);
    }

    @Override
    protected boolean isEOFRecord(byte[] record) {
      boolean end = super.isEOFRecord(record);
      hasEndMark |= end && record != null;
      return end;
    }
  }

  private final Tar tar;

  TarEntries(Path archive, boolean gzip) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
    try {
      tar = new Tar(gzip ? unzipped(file) : file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public TarArchiveEntry next() throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    if (entry == null && !tar.hasEndMark) {
      throw new IOException("the archive has no end mark and may be truncated");
    }
    return entry;
  }

  @Override
  public InputStream content() {
    return tar;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private static InputStream unzipped(InputStream file) throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(file)
        .setDecompressConcatenated(true)
        .get();
  }
}
