package dev.imageclassifier.ingest.outcomes;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Formats records for messages. */
public final class RecordText {
  private RecordText() {}

  /** The key as text; {@code -} without a key. */
  static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "-" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** The position as {@code topic-partition@offset}. */
  public static String position(ConsumerRecord<byte[], byte[]> record) {
    return position(record.topic(), record.partition(), record.offset());
  }

  static String position(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }
}
