package dev.imageclassifier.topology.lookahead;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows each poll of the main consumer to the look-ahead. Kafka makes the instance by reflection
 * and calls it on the thread that polls, which in Kafka Streams is the stream thread.
 */
public final class LookAheadInterceptor implements ConsumerInterceptor<byte[], byte[]> {
  /** Consumer property that holds the {@link PollListener} to tell. */
  public static final String LISTENER = "imageclassifier.polled.records";

  private PollListener listener = (records, full) -> {};
  private int mostPolled = Integer.MAX_VALUE;

  @Override
  public void configure(Map<String, ?> properties) {
    if (properties.get(LISTENER) instanceof PollListener configured) {
      listener = configured;
    }
    Object most = properties.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
    if (most != null) {
      mostPolled = Integer.parseInt(most.toString());
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    listener.polled(records, records.count() >= mostPolled);
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
