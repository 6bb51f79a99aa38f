package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.FileContent;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.RejectedFileException;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Reads files that fit the limits of the run and of the topic. Thread-safe.
 *
 * @param maxBytes maximum file size in bytes
 * @param topic topic to publish to
 * @param topicLimit the topic's {@code max.message.bytes}; empty if it is not known
 */
public record ImageReader(int maxBytes, String topic, OptionalInt topicLimit) {
  /** Bytes that Kafka adds to a record without headers. */
  private static final int MIN_RECORD_OVERHEAD = 61;

  /**
   * Reads a file.
   *
   * @throws RejectedFileException when the file is too large or cannot be published
   * @throws IOException when the file cannot be read
   */
  public FileContent read(ImageFile file) throws IOException {
    FileContent content = file.read(maxBytes);
    int bytes = content.bytes().length;
    if (topicLimit.isPresent() && bytes + (long) MIN_RECORD_OVERHEAD > topicLimit.getAsInt()) {
      throw new RejectedFileException(
          String.format(
              Locale.ROOT,
              """
              has %,d bytes, but the topic '%s' accepts records of at most %,d bytes: raise the \
              topic's max.message.bytes or reduce the file""",
              bytes,
              topic,
              topicLimit.getAsInt()));
    }
    return content;
  }
}
