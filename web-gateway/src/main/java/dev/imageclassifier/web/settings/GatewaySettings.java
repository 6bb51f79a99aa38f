package dev.imageclassifier.web.settings;

import dev.imageclassifier.contract.TopicNames;
import java.util.Map;
import java.util.Optional;

/**
 * How one gateway runs.
 *
 * @param client Kafka client properties, {@code bootstrap.servers} among them; they may hold
 *     secrets
 * @param topics the pipeline's topics
 * @param applicationId the pipeline's consumer group, which has members while somebody classifies;
 *     empty for not looking
 * @param http the HTTP side
 */
public record GatewaySettings(
    Map<String, String> client,
    TopicNames topics,
    Optional<String> applicationId,
    HttpSettings http) {
  /** Copies the properties. */
  public GatewaySettings {
    client = Map.copyOf(client);
  }

  /** Names no property of the client: they may hold secrets. */
  @Override
  public String toString() {
    return "GatewaySettings[" + topics + ", " + http + "]";
  }
}
