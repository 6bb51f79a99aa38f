package dev.imageclassifier.topology.lookahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LookAheadInterceptorTest {
  private final List<Boolean> full = new ArrayList<>();
  private final LookAheadInterceptor interceptor = new LookAheadInterceptor();

  @Test
  void reportsWhetherAPollIsFull() {
    PollListener listener = (records, more) -> full.add(more);
    // Kafka does not convert properties: values from a file are text, and values from code may be
    // numbers.
    interceptor.configure(Map.of(LookAheadInterceptor.LISTENER, listener, "max.poll.records", "2"));

    interceptor.onConsume(poll(1));
    interceptor.onConsume(poll(2));

    assertEquals(List.of(false, true), full);
  }

  @Test
  void returnsTheRecordsUnchanged() {
    ConsumerRecords<byte[], byte[]> records = poll(3);

    assertSame(records, interceptor.onConsume(records));
  }

  private static ConsumerRecords<byte[], byte[]> poll(int count) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("images", 0, 0, null, null);
    return new ConsumerRecords<>(
        Map.of(new TopicPartition("images", 0), Collections.nCopies(count, record)), Map.of());
  }
}
