package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.cli.UserError;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Producer settings that fit images. The user's properties win, except where they would make a
 * published image one that may be lost or doubled.
 */
final class ProducerProperties {
  /** What key, headers and framing may add to a image, in bytes. */
  static final int OVERHEAD = 64 * 1024;

  private static final long KAFKA_DEFAULT_BUFFER = 32L * 1024 * 1024;

  private ProducerProperties() {}

  /**
   * The producer's configuration.
   *
   * @throws UserError when {@code client} lowers the guarantee
   */
  static Map<String, Object> of(Map<String, ?> client, int maxBytes) {
    refuse(client, ProducerConfig.ACKS_CONFIG, "all", "-1");
    refuse(client, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    if (client.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
      throw new UserError(
          "Images are published without transactions: leave the property transactional.id out.");
    }
    long request = (long) maxBytes + OVERHEAD;
    Map<String, Object> merged = new HashMap<>();
    merged.put(ProducerConfig.CLIENT_ID_CONFIG, "image-ingest");
    merged.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(request));
    merged.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(KAFKA_DEFAULT_BUFFER, 2 * request));
    // a full buffer waits as long as a delivery may take; only then is the cluster away
    merged.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 120_000L);
    merged.putAll(client);
    merged.put(ProducerConfig.ACKS_CONFIG, "all");
    merged.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return merged;
  }

  private static void refuse(Map<String, ?> client, String property, String... allowed) {
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
        "The property "
            + property
            + "="
            + given
            + " could lose or double images: leave it out, or set it to "
            + allowed[0]
            + ".");
  }
}
