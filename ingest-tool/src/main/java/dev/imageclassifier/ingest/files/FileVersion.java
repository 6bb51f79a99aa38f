package dev.imageclassifier.ingest.files;

import java.time.Instant;
import java.util.Objects;

/**
 * Size and modification time of a file, which are read without its content.
 *
 * @param bytes size in bytes
 * @param modified last modification time
 */
public record FileVersion(long bytes, Instant modified) {
  /** Rejects null. */
  public FileVersion {
    Objects.requireNonNull(modified, "modified");
  }
}
