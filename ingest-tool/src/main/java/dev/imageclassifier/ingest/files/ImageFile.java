package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.nio.file.Path;

/** A file to publish, on a disk or in an archive. */
public interface ImageFile {
  /** Path relative to the selected directory or archive, with {@code /} on every platform. */
  String key();

  /** Name for messages; may contain control characters. */
  String name();

  /** File name without directories. */
  String fileName();

  /** Absolute path, which identifies the file; entries of archives follow {@code !/}. */
  String source();

  /** Whether the file must be read before the next file is requested, as in an archive. */
  default boolean isStreamed() {
    return false;
  }

  /**
   * Returns size and modification time without reading the content.
   *
   * @throws IOException when the file does not exist or is not accessible
   */
  FileVersion version() throws IOException;

  /**
   * Reads the file.
   *
   * @param limit maximum size in bytes
   * @throws RejectedFileException when the file is too large or cannot be published
   * @throws IOException when the file cannot be read
   */
  FileContent read(int limit) throws IOException;

  /** A file on a disk. */
  static ImageFile of(String key, Path path) {
    return new LocalFile(key, path);
  }
}
