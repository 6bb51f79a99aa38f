package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.cli.UserError;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Producer configuration for images. The user's properties take precedence, except those that could
 * lose or duplicate records.
 */
final class ProducerProperties {
  /** Bytes reserved for key, headers and framing of a record. */
  static final int OVERHEAD = 64 * 1024;

  private static final long KAFKA_DEFAULT_BUFFER = 32L * 1024 * 1024;

  private ProducerProperties() {}

  /**
   * Returns the producer's configuration.
   *
   * @throws UserError when {@code client} weakens the delivery guarantee
   */
  static Map<String, Object> of(Map<String, ?> client, int maxBytes) {
    requireValue(client, ProducerConfig.ACKS_CONFIG, "all", "-1");
    requireValue(client, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    if (client.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
      throw new UserError(
          "Images are published without transactions: remove the property transactional.id.");
    }
    long request = (long) maxBytes + OVERHEAD;
    Map<String, Object> merged = new HashMap<>();
    merged.put(ProducerConfig.CLIENT_ID_CONFIG, "image-ingest");
    merged.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(request));
    merged.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(KAFKA_DEFAULT_BUFFER, 2 * request));
    // a full buffer may block for as long as delivery.timeout.ms
    merged.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 120_000L);
    merged.putAll(client);
    merged.put(ProducerConfig.ACKS_CONFIG, "all");
    merged.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return merged;
  }

  private static void requireValue(Map<String, ?> client, String property, String... allowed) {
    Object value = client.get(property);
    if (value == null) {
      return;
    }
    String given = value.toString().strip().toLowerCase(Locale.ROOT);
    for (String one : allowed) {
      if (one.equals(given)) {
        return;
      }
    }
    throw new UserError(
        "The property %s=%s could lose or duplicate images: remove it or set it to %s."
            .formatted(property, given, allowed[0]));
  }
}
