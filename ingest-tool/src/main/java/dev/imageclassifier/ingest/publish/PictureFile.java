package dev.imageclassifier.ingest.publish;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One file to be published.
 *
 * @param key the record's key: path relative to the ingested folder, with {@code /} between the
 *     names on every platform
 * @param path where the file lies; it is opened only when its turn comes
 */
public record PictureFile(String key, Path path) {
  /** Neither may be missing. */
  public PictureFile {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(path, "path");
  }
}
