package dev.imageclassifier.topology.lookahead;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Passes each poll of the main consumer to a {@link PollListener}. Kafka creates the instance by
 * reflection and calls it on the polling thread, which in Kafka Streams is the stream thread.
 */
public final class LookAheadInterceptor implements ConsumerInterceptor<byte[], byte[]> {
  /** Consumer property that contains the {@link PollListener}. */
  public static final String LISTENER = "imageclassifier.poll.listener";

  private PollListener listener = (records, full) -> {};
  private int maxPollRecords = Integer.MAX_VALUE;

  @Override
  public void configure(Map<String, ?> properties) {
    if (properties.get(LISTENER) instanceof PollListener configured) {
      listener = configured;
    }
    Object max = properties.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
    if (max != null) {
      maxPollRecords = Integer.parseInt(max.toString());
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    listener.onPoll(records, records.count() >= maxPollRecords);
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
