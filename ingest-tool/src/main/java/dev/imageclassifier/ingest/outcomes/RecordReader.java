package dev.imageclassifier.ingest.outcomes;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records one by one, on the following thread. */
@FunctionalInterface
public interface RecordReader {
  /** Takes one record; answers whether it wants another. */
  boolean read(ConsumerRecord<byte[], byte[]> record);

  /** The records that came together were all read; there may have been none. */
  default void polled() {}
}
