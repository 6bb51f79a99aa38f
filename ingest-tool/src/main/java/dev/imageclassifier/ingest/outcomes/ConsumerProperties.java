package dev.imageclassifier.ingest.outcomes;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Consumer settings for looking on: committed records only, no group, no topic made by asking. */
final class ConsumerProperties {
  private ConsumerProperties() {}

  static Map<String, Object> of(Map<String, ?> client) {
    Map<String, Object> merged = new HashMap<>();
    merged.put(ConsumerConfig.CLIENT_ID_CONFIG, "image-ingest");
    merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // what retention has deleted is skipped, the rest is read
    merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // how soon an added partition is seen
    merged.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    merged.putAll(client);
    merged.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    merged.remove(ConsumerConfig.GROUP_ID_CONFIG);
    merged.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return merged;
  }
}
