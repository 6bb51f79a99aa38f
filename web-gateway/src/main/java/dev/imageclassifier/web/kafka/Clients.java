package dev.imageclassifier.web.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Properties of the gateway's Kafka clients. The operator's properties win, except where an answer
 * could get lost. Nothing of a request ever comes in here.
 */
final class Clients {
  /** What key, headers and framing may add to a picture, in bytes. */
  static final int OVERHEAD = 64 * 1024;

  private static final long KAFKA_DEFAULT_BUFFER = 32L * 1024 * 1024;
  private static final int DELIVERY_MS = 10_000;
  private static final int BLOCK_MS = 3_000;

  private Clients() {}

  static Map<String, Object> producer(Map<String, String> client, int maxBytes) {
    long request = (long) maxBytes + OVERHEAD;
    Map<String, Object> merged = new HashMap<>();
    merged.put(ProducerConfig.CLIENT_ID_CONFIG, "image-web");
    merged.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(request));
    merged.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(KAFKA_DEFAULT_BUFFER, 2 * request));
    // somebody waits at the other end: send at once, and tell soon that it did not work
    merged.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    merged.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    merged.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    merged.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
    merged.putAll(client);
    merged.put(ProducerConfig.ACKS_CONFIG, "all");
    merged.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    merged.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    return merged;
  }

  static Map<String, Object> consumer(Map<String, String> client) {
    Map<String, Object> merged = new HashMap<>();
    // another than the producer's: both tell their metrics under it
    merged.put(ConsumerConfig.CLIENT_ID_CONFIG, "image-web-outcomes");
    // what retention has deleted is skipped, the rest is read
    merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // how soon an added partition is seen
    merged.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    merged.putAll(client);
    merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    merged.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    merged.remove(ConsumerConfig.GROUP_ID_CONFIG);
    merged.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return merged;
  }

  static Map<String, Object> admin(Map<String, String> client) {
    Map<String, Object> merged = new HashMap<>();
    merged.put(AdminClientConfig.CLIENT_ID_CONFIG, "image-web");
    merged.putAll(client);
    return merged;
  }
}
