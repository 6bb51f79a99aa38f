package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.nio.file.Path;

/** One file to be sent, on a disk or in an archive. */
public interface ImageFile {
  /** The path relative to what was named, with {@code /} between the names on every platform. */
  String key();

  /** The file as a person knows it, not made printable. */
  String name();

  /** The file's name without folders. */
  String fileName();

  /** What tells it from every other file: its absolute path. */
  String source();

  /** Whether it can only be read before the next file is asked for, as in an archive. */
  default boolean onlyNow() {
    return false;
  }

  /**
   * Length and last modification, without reading the file.
   *
   * @throws IOException when it is gone or not accessible
   */
  FileContent.Version version() throws IOException;

  /**
   * Reads the file.
   *
   * @param limit longest file that is sent, in bytes
   * @throws UnsendableFileException when this file is not for sending
   * @throws IOException when it cannot be read
   */
  FileContent read(int limit) throws IOException;

  /** A file on a disk. */
  static ImageFile of(String key, Path path) {
    return new LocalFile(key, path);
  }
}
