package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.ingest.files.FileContent;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.kafka.TextHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Creates the record of a file, as the record contract defines it. Thread-safe. */
final class ImageRecordFactory {
  /** A record and its description. */
  record ImageRecord(ImageMetadata image, ProducerRecord<byte[], byte[]> record) {}

  private final PublishSettings settings;
  private final Map<String, String> additionalHeaders;
  private final ImageReader reader;

  ImageRecordFactory(PublishSettings settings, OptionalInt topicLimit) {
    this.settings = settings;
    this.reader = new ImageReader(settings.maxBytes(), settings.topic(), topicLimit);
    this.additionalHeaders = settings.headers();
  }

  /**
   * Reads the file and creates its record.
   *
   * @throws dev.imageclassifier.ingest.files.RejectedFileException when the file cannot be
   *     published
   * @throws IOException when the file cannot be read
   */
  ImageRecord read(ImageFile file) throws IOException {
    FileContent content = reader.read(file);
    byte[] bytes = content.bytes();
    String sha256 = Sha256.hex(bytes);
    String key = settings.keys().key(file, sha256, settings.run());
    Headers headers = new RecordHeaders();
    TextHeaders.set(headers, HeaderNames.CONTENT_TYPE, MediaTypes.of(bytes));
    TextHeaders.set(headers, HeaderNames.FILE_NAME, file.fileName());
    TextHeaders.set(headers, HeaderNames.FILE_PATH, file.name());
    TextHeaders.set(headers, HeaderNames.FILE_LENGTH, Integer.toString(bytes.length));
    TextHeaders.set(headers, HeaderNames.FILE_LAST_MODIFIED, content.modified().toString());
    additionalHeaders.forEach((name, value) -> TextHeaders.set(headers, name, value));
    TextHeaders.set(headers, HeaderNames.INGEST_RUN, settings.run());
    return new ImageRecord(
        new ImageMetadata(file, key, bytes.length, content.modified(), sha256),
        new ProducerRecord<>(
            settings.topic(), null, null, key.getBytes(StandardCharsets.UTF_8), bytes, headers));
  }
}
