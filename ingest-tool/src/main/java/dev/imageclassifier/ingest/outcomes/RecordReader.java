package dev.imageclassifier.ingest.outcomes;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Receives the records that a {@link Follower} reads, on its thread. */
@FunctionalInterface
public interface RecordReader {
  /** Processes one record; returns whether to continue. */
  boolean read(ConsumerRecord<byte[], byte[]> record);

  /** All records of the last poll were passed to {@link #read}. There may have been none. */
  default void polled() {}
}
