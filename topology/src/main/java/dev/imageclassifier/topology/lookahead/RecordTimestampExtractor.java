package dev.imageclassifier.topology.lookahead;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own timestamp, or the partition's latest where a client wrote none. The extractors
 * that Kafka brings either stop the thread on such a record or drop it in silence; a picture must
 * do neither.
 */
public final class RecordTimestampExtractor implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() >= 0 ? record.timestamp() : Math.max(partitionTime, 0);
  }
}
