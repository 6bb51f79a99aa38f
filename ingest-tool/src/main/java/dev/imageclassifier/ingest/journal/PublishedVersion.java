package dev.imageclassifier.ingest.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * A file as it was when it was published.
 *
 * @param bytes its length
 * @param modified its last modification, to the millisecond
 * @param sha256 its digest in hexadecimal digits
 */
public record PublishedVersion(long bytes, Instant modified, String sha256) {
  /** Nothing may be missing. */
  public PublishedVersion {
    modified = Instant.ofEpochMilli(modified.toEpochMilli());
    Objects.requireNonNull(sha256, "sha256");
  }
}
