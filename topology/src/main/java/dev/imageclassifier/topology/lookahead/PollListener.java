package dev.imageclassifier.topology.lookahead;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Receives the records of each poll before Kafka Streams processes the first of them. */
@FunctionalInterface
public interface PollListener {
  /**
   * Called once per poll on the stream thread. Must return quickly and must not throw.
   *
   * @param records the polled records
   * @param full whether the poll returned {@code max.poll.records}, so that more records are
   *     probably waiting
   */
  void onPoll(ConsumerRecords<byte[], byte[]> records, boolean full);
}
