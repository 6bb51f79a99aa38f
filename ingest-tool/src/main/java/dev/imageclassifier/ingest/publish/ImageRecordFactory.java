package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.ingest.files.FileContent;
import dev.imageclassifier.ingest.files.ImageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the record of a file, as the contract describes it. Thread-safe. */
final class ImageRecordFactory {
  /** A record with what is remembered of it. */
  record Prepared(ImageMetadata sending, ProducerRecord<byte[], byte[]> record) {}

  private final PublishSettings settings;
  private final Map<String, String> extra;
  private final ImageReader reading;

  /**
   * @param topicLimit what the topic takes, in bytes; empty where that is not known
   */
  ImageRecordFactory(PublishSettings settings, OptionalInt topicLimit) {
    this.settings = settings;
    this.reading = new ImageReader(settings.maxBytes(), settings.topic(), topicLimit);
    this.extra = settings.headers();
  }

  /**
   * Reads the file.
   *
   * @throws dev.imageclassifier.ingest.files.UnsendableFileException when this file is not for
   *     sending
   * @throws IOException when it cannot be read
   */
  Prepared read(ImageFile image) throws IOException {
    FileContent content = reading.read(image);
    byte[] bytes = content.bytes();
    String sha256 = Sha256.hex(bytes);
    String key = settings.keys().key(image, sha256, settings.run());
    Headers headers = new RecordHeaders();
    TextHeaders.set(headers, HeaderNames.CONTENT_TYPE, MediaTypes.of(bytes));
    TextHeaders.set(headers, HeaderNames.FILE_NAME, image.fileName());
    TextHeaders.set(headers, HeaderNames.FILE_PATH, image.name());
    TextHeaders.set(headers, HeaderNames.FILE_LENGTH, Integer.toString(bytes.length));
    TextHeaders.set(headers, HeaderNames.FILE_LAST_MODIFIED, content.modified().toString());
    extra.forEach((name, value) -> TextHeaders.set(headers, name, value));
    TextHeaders.set(headers, HeaderNames.INGEST_RUN, settings.run());
    return new Prepared(
        new ImageMetadata(image, key, bytes.length, content.modified(), sha256),
        new ProducerRecord<>(
            settings.topic(), null, null, key.getBytes(StandardCharsets.UTF_8), bytes, headers));
  }
}
