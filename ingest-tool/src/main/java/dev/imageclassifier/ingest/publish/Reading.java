package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.select.Content;
import dev.imageclassifier.ingest.select.PictureFile;
import dev.imageclassifier.ingest.select.UnsendableFileException;
import dev.imageclassifier.ingest.shrink.Shrinker;
import dev.imageclassifier.ingest.shrink.Shrunk;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads files as they will be sent: within the limits, and smaller where that is asked for.
 * Thread-safe.
 */
public final class Reading {
  /** A file longer than this, in bytes, is not read to be made smaller. */
  private static final int LONGEST_TO_SHRINK = 64 * 1024 * 1024;

  /** What Kafka puts around a record at the very least, in bytes. */
  private static final int FRAME = 61;

  /**
   * What was read.
   *
   * @param content what will be sent
   * @param fileBytes length of the file
   * @param shrunk what was made of it, where it was made smaller
   */
  public record Read(Content content, int fileBytes, Optional<Shrunk> shrunk) {}

  private final int maxBytes;
  private final Optional<Shrinker> shrinker;
  private final String topic;
  private final OptionalInt topicLimit;

  /**
   * @param maxBytes longest value that is sent
   * @param shrink longest side of a picture in pixels; 0 for leaving all as they are
   * @param topic where it will be sent to
   * @param topicLimit what the topic takes, in bytes; empty where that is not known
   */
  public Reading(int maxBytes, int shrink, String topic, OptionalInt topicLimit) {
    this.maxBytes = maxBytes;
    this.shrinker = shrink == 0 ? Optional.empty() : Optional.of(new Shrinker(shrink));
    this.topic = topic;
    this.topicLimit = topicLimit;
  }

  /**
   * Reads a file.
   *
   * @throws UnsendableFileException when it is not for sending
   * @throws IOException when it cannot be read
   */
  public Read read(PictureFile picture) throws IOException {
    Read read = shrinker.isPresent() ? smaller(picture, shrinker.get()) : asItIs(picture, maxBytes);
    int bytes = read.content().bytes().length;
    if (topicLimit.isPresent() && bytes + (long) FRAME > topicLimit.getAsInt()) {
      throw new UnsendableFileException(
          String.format(
              Locale.ROOT,
              "has %,d bytes, and the topic '%s' takes records of at most %,d: raise the topic's"
                  + " max.message.bytes, or make it smaller, with --shrink for example",
              bytes,
              topic,
              topicLimit.getAsInt()));
    }
    return read;
  }

  private static Read asItIs(PictureFile picture, int limit) throws IOException {
    Content content = picture.read(limit);
    return new Read(content, content.bytes().length, Optional.empty());
  }

  private Read smaller(PictureFile picture, Shrinker by) throws IOException {
    boolean readable = picture.version().bytes() <= LONGEST_TO_SHRINK;
    Read whole = asItIs(picture, readable ? Math.max(maxBytes, LONGEST_TO_SHRINK) : maxBytes);
    Optional<Shrunk> shrunk = by.shrink(whole.content().bytes());
    Content content =
        shrunk
            .map(it -> new Content(it.bytes(), whole.content().modified()))
            .orElse(whole.content());
    content.requireAtMost(maxBytes);
    return new Read(content, whole.fileBytes(), shrunk);
  }
}
