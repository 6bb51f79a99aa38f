package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** What was read of a file. The bytes are not copied: nobody changes them. */
public final class FileContent {
  /**
   * What can be known of a file without reading it.
   *
   * @param bytes its length
   * @param modified its last modification
   */
  public record Version(long bytes, Instant modified) {
    /** Nothing may be missing. */
    public Version {
      Objects.requireNonNull(modified, "modified");
    }
  }

  private final byte[] bytes;
  private final Instant modified;

  /** What was read, and when the file was last modified. */
  public FileContent(byte[] bytes, Instant modified) {
    this.bytes = bytes;
    this.modified = modified;
  }

  /** The file, byte for byte. */
  public byte[] bytes() {
    return bytes;
  }

  /** When the file was last modified. */
  public Instant modified() {
    return modified;
  }

  /** Reads to the end, but no more than {@code limit} bytes; a stated size may be a lie. */
  static FileContent read(InputStream in, Version version, int limit) throws IOException {
    if (version.bytes() > limit) {
      throw tooLarge(version.bytes(), limit);
    }
    // one more than allowed: the file may be growing
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw tooLarge(bytes.length, limit);
    }
    return new FileContent(bytes, version.modified());
  }

  private static UnsendableFileException tooLarge(long size, int limit) {
    return new UnsendableFileException(
        String.format(
            Locale.ROOT,
            "has %,d bytes, and at most %,d are sent: make it smaller, or raise --max-bytes together"
                + " with the topic's max.message.bytes",
            size,
            limit));
  }
}
