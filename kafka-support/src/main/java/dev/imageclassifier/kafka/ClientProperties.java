package dev.imageclassifier.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Client properties that prevent the loss of images and outcomes. The user's properties take
 * precedence, unless they would weaken this guarantee.
 */
public final class ClientProperties {
  /** Bytes that key, headers and framing may add to an image. */
  public static final int RECORD_OVERHEAD = 64 * 1024;

  private static final long KAFKA_DEFAULT_BUFFER = 32L * 1024 * 1024;

  private ClientProperties() {}

  /**
   * Properties of a producer of images: acknowledged by all in-sync replicas, idempotent.
   *
   * @param defaults properties of this use that the user may replace; {@code client.id} among them
   * @param user properties of the user
   * @param maxImageBytes largest encoded image in bytes
   */
  public static Map<String, Object> producer(
      Map<String, ?> defaults, Map<String, ?> user, int maxImageBytes) {
    long request = (long) maxImageBytes + RECORD_OVERHEAD;
    Map<String, Object> merged = new HashMap<>();
    merged.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(request));
    merged.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(KAFKA_DEFAULT_BUFFER, 2 * request));
    merged.putAll(defaults);
    merged.putAll(user);
    merged.put(ProducerConfig.ACKS_CONFIG, "all");
    merged.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return merged;
  }

  /**
   * Properties of a consumer of committed records that joins no group, commits no offsets and
   * creates no topic.
   *
   * @param user properties of the user
   * @param clientId {@code client.id} where the user sets none
   */
  public static Map<String, Object> committedConsumer(Map<String, ?> user, String clientId) {
    Map<String, Object> merged = new HashMap<>();
    merged.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    // skips records that retention has deleted, and reads the remaining ones
    merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // limits the time until an added partition is discovered
    merged.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    merged.putAll(user);
    merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    merged.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    merged.remove(ConsumerConfig.GROUP_ID_CONFIG);
    merged.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return merged;
  }
}
