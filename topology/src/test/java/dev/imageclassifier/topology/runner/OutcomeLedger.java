package dev.imageclassifier.topology.runner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all outcomes from the beginning, with a given isolation level, and counts them by key. */
public final class OutcomeLedger implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final Map<TopicPartition, Integer> lastNumber = new HashMap<>();
  private boolean inOrder = true;

  OutcomeLedger(String bootstrap, String isolation, List<TopicPartition> outputs) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(outputs);
  }

  /** Reads new records. Keys are numbers in ascending order within an input partition. */
  void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      boolean first = outcomes.merge(key, 1, Integer::sum) == 1;
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      Integer before = lastNumber.put(partition, Integer.parseInt(key));
      if (first && before != null && before > Integer.parseInt(key)) {
        inOrder = false;
      }
    }
  }

  /** Reads up to the current end offset of this isolation level. */
  void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll();
    }
  }

  int distinct() {
    return outcomes.size();
  }

  Set<String> missing(Set<String> expected) {
    Set<String> missing = new HashSet<>(expected);
    missing.removeAll(outcomes.keySet());
    return missing;
  }

  long duplicates() {
    return outcomes.values().stream().filter(count -> count > 1).count();
  }

  boolean inOrder() {
    return inOrder;
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
