package dev.imageclassifier.ingest.select;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The entries of a tar archive, one after the other. */
final class TarEntries implements ArchiveWalk.Entries {
  private static final int BLOCK = 512;

  private final TrailingZeros plain;
  private final TarArchiveInputStream tar;

  TarEntries(Path archive, boolean gzip) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
    try {
      plain = new TrailingZeros(gzip ? unzipped(file) : file);
      tar = new TarArchiveInputStream(plain);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public TarArchiveEntry next() throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    if (entry == null && plain.count() < BLOCK) {
      throw new IOException("it has no end and may be cut short");
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
