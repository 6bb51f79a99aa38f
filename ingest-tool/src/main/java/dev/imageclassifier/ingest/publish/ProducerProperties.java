package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.kafka.ClientProperties;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Producer configuration for images. The user's properties take precedence, except those that could
 * lose or duplicate records.
 */
final class ProducerProperties {
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
    Map<String, Object> defaults = new HashMap<>();
    defaults.put(ProducerConfig.CLIENT_ID_CONFIG, "image-ingest");
    // a full buffer may block for as long as delivery.timeout.ms
    defaults.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 120_000L);
    return ClientProperties.producer(defaults, client, maxBytes);
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
