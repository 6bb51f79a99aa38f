package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.ImageFile;

/**
 * Stores which files were published and decides which files are sent. The publisher asks about each
 * file. A file that should be published is then a duplicate, published or failed. Thread-safe.
 */
public interface PublishHistory {
  /** Stores nothing, so that every file is sent. */
  PublishHistory NONE = new PublishHistory() {};

  /** Whether to read and send the file; called once per file, before it is read. */
  default boolean shouldPublish(ImageFile file) {
    return true;
  }

  /** Whether a record with this content already exists; called after the file was read. */
  default boolean isDuplicate(ImageMetadata image) {
    return false;
  }

  /** The brokers have acknowledged the record at this position. */
  default void published(ImageMetadata image, int partition, long offset) {}

  /**
   * The file was not published.
   *
   * @param source absolute path of the file or directory
   * @param reason the cause, as the end of a sentence
   */
  default void failed(String source, String reason) {}
}
