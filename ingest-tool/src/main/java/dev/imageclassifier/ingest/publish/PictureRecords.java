package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.contract.TextHeaders;
import dev.imageclassifier.ingest.select.Content;
import dev.imageclassifier.ingest.select.PictureFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the record of a file, as the contract describes it. Thread-safe. */
final class PictureRecords {
  /** A record with what is remembered of it. */
  record Prepared(Sending sending, ProducerRecord<byte[], byte[]> record) {}

  private final PublishSettings settings;
  private final Map<String, String> extra;
  private final Reading reading;

  /**
   * @param topicLimit what the topic takes, in bytes; empty where that is not known
   */
  PictureRecords(PublishSettings settings, OptionalInt topicLimit) {
    this.settings = settings;
    this.reading = new Reading(settings.maxBytes(), settings.topic(), topicLimit);
    this.extra = settings.headers();
  }

  /**
   * Reads the file.
   *
   * @throws dev.imageclassifier.ingest.select.UnsendableFileException when this file is not for
   *     sending
   * @throws IOException when it cannot be read
   */
  Prepared read(PictureFile picture) throws IOException {
    Content content = reading.read(picture);
    byte[] bytes = content.bytes();
    String sha256 = Sha256.hex(bytes);
    String key = settings.keys().key(picture, sha256, settings.run());
    Headers headers = new RecordHeaders();
    TextHeaders.set(headers, HeaderNames.CONTENT_TYPE, MediaTypes.of(bytes));
    TextHeaders.set(headers, HeaderNames.FILE_NAME, picture.fileName());
    TextHeaders.set(headers, HeaderNames.FILE_PATH, picture.name());
    TextHeaders.set(headers, HeaderNames.FILE_LENGTH, Integer.toString(bytes.length));
    TextHeaders.set(headers, HeaderNames.FILE_LAST_MODIFIED, content.modified().toString());
    extra.forEach((name, value) -> TextHeaders.set(headers, name, value));
    TextHeaders.set(headers, HeaderNames.INGEST_RUN, settings.run());
    return new Prepared(
        new Sending(picture, key, bytes.length, content.modified(), sha256),
        new ProducerRecord<>(
            settings.topic(), null, null, key.getBytes(StandardCharsets.UTF_8), bytes, headers));
  }
}
