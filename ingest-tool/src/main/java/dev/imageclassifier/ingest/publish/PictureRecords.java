package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.TextHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the record of a file, as the contract describes it. */
final class PictureRecords {
  private final PublishSettings settings;
  private final Map<String, String> extra;

  PictureRecords(PublishSettings settings) {
    this.settings = settings;
    this.extra = settings.headers();
  }

  /**
   * Reads the file.
   *
   * @throws UnsendableFileException when this file is not for sending
   * @throws IOException when it cannot be read
   */
  ProducerRecord<byte[], byte[]> read(PictureFile picture) throws IOException {
    Path path = picture.path();
    requireExactName(picture);
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new UnsendableFileException("is not a regular file; give files and folders");
    }
    byte[] bytes = bytes(path, attributes.size());
    Headers headers = new RecordHeaders();
    TextHeaders.set(headers, HeaderNames.CONTENT_TYPE, MediaTypes.of(bytes));
    TextHeaders.set(headers, HeaderNames.FILE_NAME, String.valueOf(path.getFileName()));
    TextHeaders.set(headers, HeaderNames.FILE_PATH, path.toString());
    TextHeaders.set(headers, HeaderNames.FILE_LENGTH, Integer.toString(bytes.length));
    TextHeaders.set(
        headers,
        HeaderNames.FILE_LAST_MODIFIED,
        attributes.lastModifiedTime().toInstant().toString());
    extra.forEach((name, value) -> TextHeaders.set(headers, name, value));
    TextHeaders.set(headers, HeaderNames.INGEST_RUN, settings.run());
    byte[] key = picture.key().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(settings.topic(), null, null, key, bytes, headers);
  }

  private byte[] bytes(Path path, long size) throws IOException {
    int limit = settings.maxBytes();
    if (size > limit) {
      throw tooLarge(size);
    }
    try (InputStream file = Files.newInputStream(path)) {
      // one more than allowed: the file may be growing
      byte[] bytes = file.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw tooLarge(bytes.length);
      }
      return bytes;
    }
  }

  private UnsendableFileException tooLarge(long size) {
    return new UnsendableFileException(
        String.format(
            Locale.ROOT,
            "has %,d bytes, and at most %,d are sent: make it smaller, or raise --max-bytes together"
                + " with the topic's max.message.bytes",
            size,
            settings.maxBytes()));
  }

  /** A name that Java cannot spell would give two files one key. */
  private static void requireExactName(PictureFile picture) throws UnsendableFileException {
    Path path = picture.path();
    try {
      if (path.getFileSystem().getPath(path.toString()).equals(path)) {
        return;
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw new UnsendableFileException(
        "has a name that is not valid in the character set "
            + System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name())
            + ": rename it, or run under a UTF-8 locale (LC_ALL=C.UTF-8)");
  }
}
