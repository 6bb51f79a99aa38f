package dev.imageclassifier.topology.lookahead;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Whoever wants to see each poll before its first record is processed, on the stream thread. */
@FunctionalInterface
public interface PollListener {
  /**
   * Called once a poll, on the thread that polled; must be quick and must not throw.
   *
   * @param full whether the poll gave as many records as it may, so that more are likely to wait
   */
  void polled(ConsumerRecords<byte[], byte[]> records, boolean full);
}
