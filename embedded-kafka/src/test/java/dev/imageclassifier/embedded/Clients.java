package dev.imageclassifier.embedded;

import dev.imageclassifier.testkit.CommittedRecords;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of one cluster, for the tests of this module. */
record Clients(String bootstrapServers) {
  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("bootstrap.servers", bootstrapServers);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  List<byte[]> values(String topic, int count) {
    return CommittedRecords.read(bootstrapServers, count, topic).stream()
        .map(record -> record.value())
        .toList();
  }

  List<String> texts(String topic, int count) {
    return values(topic, count).stream()
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .toList();
  }
}
