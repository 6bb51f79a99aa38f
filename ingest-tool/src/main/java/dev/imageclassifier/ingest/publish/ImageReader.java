package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.FileContent;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.UnsendableFileException;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Reads files within the limits of the run and of the topic. Thread-safe.
 *
 * @param maxBytes longest value that is sent
 * @param topic where it will be sent to
 * @param topicLimit what the topic takes, in bytes; empty where that is not known
 */
public record ImageReader(int maxBytes, String topic, OptionalInt topicLimit) {
  /** What Kafka puts around a record at the very least, in bytes. */
  private static final int FRAME = 61;

  /**
   * Reads a file.
   *
   * @throws UnsendableFileException when it is not for sending
   * @throws IOException when it cannot be read
   */
  public FileContent read(ImageFile image) throws IOException {
    FileContent content = image.read(maxBytes);
    int bytes = content.bytes().length;
    if (topicLimit.isPresent() && bytes + (long) FRAME > topicLimit.getAsInt()) {
      throw new UnsendableFileException(
          String.format(
              Locale.ROOT,
              "has %,d bytes, and the topic '%s' takes records of at most %,d: raise the topic's"
                  + " max.message.bytes, or make it smaller",
              bytes,
              topic,
              topicLimit.getAsInt()));
    }
    return content;
  }
}
