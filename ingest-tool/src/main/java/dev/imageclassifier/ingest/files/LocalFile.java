package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** A file on a disk. */
record LocalFile(String key, Path path) implements ImageFile {
  LocalFile {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(path, "path");
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public String fileName() {
    return String.valueOf(path.getFileName());
  }

  @Override
  public String source() {
    return path.toAbsolutePath().normalize().toString();
  }

  @Override
  public FileVersion version() throws IOException {
    requireEncodableName();
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new RejectedFileException("is not a regular file");
    }
    return new FileVersion(attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  @Override
  public FileContent read(int limit) throws IOException {
    FileVersion version = version();
    try (InputStream in = Files.newInputStream(path)) {
      return FileContent.read(in, version, limit);
    }
  }

  /** Two files whose names Java cannot decode could have the same key. */
  private void requireEncodableName() throws RejectedFileException {
    try {
      if (path.getFileSystem().getPath(path.toString()).equals(path)) {
        return;
      }
    } catch (InvalidPathException e) {
      // rejected below
    }
    throw new RejectedFileException(
        """
        has a name that is invalid in the character set %s: rename it, or use a UTF-8 locale \
        (LC_ALL=C.UTF-8)"""
            .formatted(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name())));
  }
}
