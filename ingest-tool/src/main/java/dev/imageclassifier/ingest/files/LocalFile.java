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
  public FileContent.Version version() throws IOException {
    requireExactName();
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new UnsendableFileException("is not a regular file; give files and folders");
    }
    return new FileContent.Version(attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  @Override
  public FileContent read(int limit) throws IOException {
    FileContent.Version version = version();
    try (InputStream in = Files.newInputStream(path)) {
      return FileContent.read(in, version, limit);
    }
  }

  /** A name that Java cannot spell would give two files one key. */
  private void requireExactName() throws UnsendableFileException {
    try {
      if (path.getFileSystem().getPath(path.toString()).equals(path)) {
        return;
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw new UnsendableFileException(
        "has a name that is not valid in the character set "
            + System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name())
            + ": rename it, or run under a UTF-8 locale (LC_ALL=C.UTF-8)");
  }
}
