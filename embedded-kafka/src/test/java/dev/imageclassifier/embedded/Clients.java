package dev.imageclassifier.embedded;

import dev.imageclassifier.connection.TopicWait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of one cluster, for the tests of this module. */
record Clients(String bootstrapServers) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
          .all()
          .get();
      TopicWait.untilLeadersAreKnown(admin, List.of(name));
    }
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("bootstrap.servers", bootstrapServers);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The first {@code count} committed values of partition 0; fails when they do not come. */
  List<byte[]> values(String topic, int count) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition(topic, 0);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<byte[]> values = new ArrayList<>();
      while (values.size() < count) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(values.size() + " of " + count + " records came");
        }
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }

  List<String> texts(String topic, int count) {
    return values(topic, count).stream()
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .toList();
  }
}
