package dev.imageclassifier.ingest.publish;

/**
 * Is told what became of each file. Called from the publishing threads and from the producer's
 * network thread, at times at once: implementations are thread-safe, return quickly and throw
 * nothing.
 */
public interface PublishListener {
  /** Hears nothing. */
  PublishListener NONE = new PublishListener() {};

  /**
   * The brokers have acknowledged the file.
   *
   * @param key the record's key
   * @param bytes length of the image
   */
  default void published(String key, long bytes) {}

  /**
   * The file was not published; the others go on.
   *
   * @param name the file or folder as a person knows it, not made printable
   * @param reason why, and what to do, as the end of a sentence that begins with the name
   */
  default void failed(String name, String reason) {}

  /** A file need not be sent, for it was before. */
  default void skipped() {}

  /**
   * Nothing more is read, for what failed would fail for every file.
   *
   * @param sentence why, and what to do
   */
  default void stopped(String sentence) {}
}
