package dev.imageclassifier.web.settings;

import dev.imageclassifier.contract.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of one gateway. Created with {@link #builder()}.
 *
 * @param client Kafka client properties with {@code bootstrap.servers}, possibly with secrets
 * @param topics the topics of the classifier
 * @param applicationId the consumer group of the classifier, which has members while a classifier
 *     runs; empty to skip that check
 * @param http the HTTP server
 */
public record GatewaySettings(
    Map<String, String> client,
    TopicNames topics,
    Optional<String> applicationId,
    HttpSettings http) {
  /** Default of {@code applicationId}. */
  public static final String DEFAULT_APPLICATION_ID = "image-classifier";

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  /**
   * Validates the properties.
   *
   * @throws IllegalArgumentException with every invalid property and its value
   */
  public GatewaySettings {
    client = Map.copyOf(client);
    List<String> errors = new ArrayList<>();
    if (client.getOrDefault(BOOTSTRAP_SERVERS, "").isBlank()) {
      errors.add("client must contain " + BOOTSTRAP_SERVERS);
    }
    if (applicationId.isPresent() && applicationId.get().isBlank()) {
      errors.add("applicationId must not be blank");
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", errors));
    }
  }

  /** A builder with the defaults. {@code client} has no default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Omits the client properties, because they may contain secrets. */
  @Override
  public String toString() {
    return "GatewaySettings[topics=%s, applicationId=%s, http=%s]"
        .formatted(topics, applicationId, http);
  }

  /** Builds {@link GatewaySettings}. */
  public static final class Builder {
    private Map<String, String> client = Map.of();
    private TopicNames topics = TopicNames.DEFAULTS;
    private Optional<String> applicationId = Optional.of(DEFAULT_APPLICATION_ID);
    private HttpSettings http = HttpSettings.builder().build();

    private Builder() {}

    public Builder client(Map<String, String> client) {
      this.client = client;
      return this;
    }

    public Builder topics(TopicNames topics) {
      this.topics = topics;
      return this;
    }

    public Builder applicationId(Optional<String> applicationId) {
      this.applicationId = applicationId;
      return this;
    }

    public Builder http(HttpSettings http) {
      this.http = http;
      return this;
    }

    /** Validates the properties and creates the settings. */
    public GatewaySettings build() {
      return new GatewaySettings(client, topics, applicationId, http);
    }
  }
}
