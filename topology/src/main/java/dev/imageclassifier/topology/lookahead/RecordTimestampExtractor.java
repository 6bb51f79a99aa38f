package dev.imageclassifier.topology.lookahead;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Returns the timestamp of the record, or the latest timestamp of its partition if the producer
 * wrote none. Like Kafka's {@code UsePartitionTimeOnInvalidTimestamp}, but returns 0 where that
 * fails.
 */
public final class RecordTimestampExtractor implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() >= 0 ? record.timestamp() : Math.max(partitionTime, 0);
  }
}
