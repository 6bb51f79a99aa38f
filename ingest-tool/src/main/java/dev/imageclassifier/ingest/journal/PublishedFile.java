package dev.imageclassifier.ingest.journal;

import java.time.Instant;

/**
 * A file and the record that was made of it.
 *
 * @param source absolute path; in archives, with the entry behind {@code !/}
 * @param key the record's key
 * @param version length, modification and digest of what was sent
 * @param partition where the record lies
 * @param offset where the record lies
 */
public record PublishedFile(
    String source, String key, PublishedVersion version, int partition, long offset) {
  /** Made with these parts. */
  public static PublishedFile of(
      String source,
      String key,
      long bytes,
      Instant modified,
      String sha256,
      int partition,
      long offset) {
    return new PublishedFile(
        source, key, new PublishedVersion(bytes, modified, sha256), partition, offset);
  }
}
