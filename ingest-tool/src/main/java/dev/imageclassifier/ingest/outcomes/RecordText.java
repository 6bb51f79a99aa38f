package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.RecordPosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Formats records for messages. */
public final class RecordText {
  private RecordText() {}

  /** The key as text; {@code -} without a key. */
  static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "-" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** The position of the record. */
  public static RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }
}
