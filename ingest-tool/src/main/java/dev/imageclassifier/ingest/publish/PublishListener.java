package dev.imageclassifier.ingest.publish;

/**
 * Receives the state of each file. The publishing threads and the producer's network thread call
 * it, at times concurrently. Implementations must be thread-safe, return quickly and not throw.
 */
public interface PublishListener {
  /**
   * The brokers have acknowledged the record.
   *
   * @param key key of the record
   * @param bytes size of the image
   */
  default void published(String key, long bytes) {}

  /**
   * The file was not published. The run continues with the other files.
   *
   * @param name name of the file or directory; may contain control characters
   * @param reason the cause and the remedy, as the end of a sentence that begins with the name
   */
  default void failed(String name, String reason) {}

  /** The file was not sent, because its record already exists. */
  default void skipped() {}

  /**
   * The publisher stops, because the failure concerns every file.
   *
   * @param sentence the cause and the remedy
   */
  default void stopped(String sentence) {}
}
