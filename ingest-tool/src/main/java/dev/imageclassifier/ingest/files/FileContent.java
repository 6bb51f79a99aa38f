package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;

/** The content of a file. The bytes are not copied and must not be modified. */
public final class FileContent {
  private final byte[] bytes;
  private final Instant modified;

  private FileContent(byte[] bytes, Instant modified) {
    this.bytes = bytes;
    this.modified = modified;
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    return bytes;
  }

  /** Last modification time of the file. */
  public Instant modified() {
    return modified;
  }

  /**
   * Reads the stream to its end, but at most {@code limit} bytes, because the size in {@code
   * version} may be wrong.
   *
   * @throws RejectedFileException when there are more than {@code limit} bytes
   */
  static FileContent read(InputStream in, FileVersion version, int limit) throws IOException {
    if (version.bytes() > limit) {
      throw tooLarge(version.bytes(), limit);
    }
    // one byte more than the limit shows that the file has grown
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw tooLarge(bytes.length, limit);
    }
    return new FileContent(bytes, version.modified());
  }

  private static RejectedFileException tooLarge(long size, int limit) {
    return new RejectedFileException(
        String.format(
            Locale.ROOT,
            """
            has %,d bytes, but the limit is %,d bytes: reduce the file, or raise --max-bytes and \
            the topic's max.message.bytes""",
            size,
            limit));
  }
}
