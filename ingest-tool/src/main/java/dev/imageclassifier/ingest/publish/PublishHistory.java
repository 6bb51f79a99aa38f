package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.ImageFile;

/**
 * Remembers what was sent, and so knows what need not be. Each file is claimed; one that was
 * claimed is then unneeded, published or failed. Called from several threads.
 */
public interface PublishHistory {
  /** Remembers nothing: every file is sent. */
  PublishHistory NONE = new PublishHistory() {};

  /** Whether the file is to be read; asked once, before it is. */
  default boolean claim(ImageFile image) {
    return true;
  }

  /** Whether a claimed file need not be sent after all, now that it was read. */
  default boolean unneeded(ImageMetadata sending) {
    return false;
  }

  /** The brokers have acknowledged it at this place. */
  default void published(ImageMetadata sending, int partition, long offset) {}

  /**
   * It was not published, for now.
   *
   * @param source what tells the file, or the folder, from all others
   * @param reason why, as the end of a sentence
   */
  default void failed(String source, String reason) {}
}
