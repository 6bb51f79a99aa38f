package dev.imageclassifier.ingest.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * The version of a file that was published.
 *
 * @param bytes size in bytes
 * @param modified last modification time, truncated to milliseconds
 * @param sha256 digest in hexadecimal digits
 */
public record PublishedVersion(long bytes, Instant modified, String sha256) {
  /** Rejects null and truncates the time. */
  public PublishedVersion {
    modified = Instant.ofEpochMilli(modified.toEpochMilli());
    Objects.requireNonNull(sha256, "sha256");
  }
}
