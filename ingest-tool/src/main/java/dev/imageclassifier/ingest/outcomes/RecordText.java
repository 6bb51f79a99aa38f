package dev.imageclassifier.ingest.outcomes;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How records are named to a person. */
final class RecordText {
  private RecordText() {}

  /** The key as text; {@code -} where there is none. */
  static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "-" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** {@code topic-partition@offset}. */
  static String place(ConsumerRecord<byte[], byte[]> record) {
    return place(record.topic(), record.partition(), record.offset());
  }

  static String place(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }
}
