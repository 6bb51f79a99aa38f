package dev.imageclassifier.ingest.outcomes;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Handles the records that a {@link Follower} reads, on its thread. */
@FunctionalInterface
public interface RecordHandler {
  /** Handles one record; returns whether to continue. */
  boolean handle(ConsumerRecord<byte[], byte[]> record);

  /** All records of the last poll were passed to {@link #handle}. There may have been none. */
  default void polled() {}
}
