package dev.imageclassifier.topology.lookahead;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Returns the timestamp of the record, or the latest timestamp of its partition if the producer
 * wrote none. Kafka's own extractors stop the thread at such a record or skip it silently.
 */
public final class RecordTimestampExtractor implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() >= 0 ? record.timestamp() : Math.max(partitionTime, 0);
  }
}
