package dev.imageclassifier.topology.settings;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.topology.batch.BatchSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The settings of a pipeline, except its model. Immutable.
 *
 * @param client Kafka client properties of the operator; they may contain secrets
 * @param topics the three topics
 * @param topicCreation how missing topics are created
 * @param applicationId Kafka Streams application id and consumer group
 * @param guarantee processing guarantee
 * @param threads number of stream threads, 1 or more
 * @param batch limits of a batch
 * @param decoding limits of an image
 * @param httpPort port of the health endpoints, 0 for any free port; empty for no endpoints
 * @param stateDirectory directory of the crash log and the instance id
 */
public record PipelineSettings(
    Map<String, String> client,
    TopicNames topics,
    TopicCreation topicCreation,
    String applicationId,
    Guarantee guarantee,
    int threads,
    BatchSettings batch,
    DecodeSettings decoding,
    OptionalInt httpPort,
    Path stateDirectory) {
  /** The brokers must respond to the first requests within this time, in milliseconds. */
  public static final int CONNECT_TIMEOUT_MS = 15_000;

  /**
   * Copies the client properties and checks the values.
   *
   * @throws IllegalArgumentException with every invalid value
   */
  public PipelineSettings {
    client = Map.copyOf(client);
    List<String> problems = new ArrayList<>();
    if (!applicationId.matches("[A-Za-z0-9._-]{1,200}") || applicationId.matches("\\.+")) {
      problems.add(
          ("Invalid application id '%s': use up to 200 letters, digits, dots, underscores and"
                  + " hyphens")
              .formatted(applicationId));
    }
    if (threads < 1) {
      problems.add("threads is %d but must be at least 1".formatted(threads));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(ErrorText.numbered(problems));
    }
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with these values. */
  public Builder toBuilder() {
    return new Builder()
        .client(client)
        .topics(topics)
        .topicCreation(topicCreation)
        .applicationId(applicationId)
        .guarantee(guarantee)
        .threads(threads)
        .batch(batch)
        .decoding(decoding)
        .httpPort(httpPort)
        .stateDirectory(stateDirectory);
  }

  /** Properties of the admin client that checks the cluster before the start. */
  public Map<String, Object> adminProperties() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, applicationId + "-admin");
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MS);
    return properties;
  }

  /** Omits the client properties, because they may contain secrets. */
  @Override
  public String toString() {
    return "PipelineSettings[%s, applicationId=%s, guarantee=%s, threads=%d, %s]"
        .formatted(topics, applicationId, guarantee.code(), threads, batch);
  }

  /** Builds {@link PipelineSettings}. Not thread-safe. */
  public static final class Builder {
    private Map<String, String> client = Map.of();
    private TopicNames topics = TopicNames.DEFAULTS;
    private TopicCreation topicCreation = TopicCreation.builder().build();
    private String applicationId = "image-classifier";
    private Guarantee guarantee = Guarantee.EXACTLY_ONCE_V2;
    private int threads = 1;
    private BatchSettings batch = BatchSettings.builder().build();
    private DecodeSettings decoding = DecodeSettings.DEFAULTS;
    private OptionalInt httpPort = OptionalInt.empty();
    private Path stateDirectory;

    private Builder() {}

    /** Sets the Kafka client properties. */
    public Builder client(Map<String, String> value) {
      client = value;
      return this;
    }

    /** Sets the three topics. */
    public Builder topics(TopicNames value) {
      topics = value;
      return this;
    }

    /** Sets how missing topics are created. */
    public Builder topicCreation(TopicCreation value) {
      topicCreation = value;
      return this;
    }

    /** Sets the Kafka Streams application id. */
    public Builder applicationId(String value) {
      applicationId = value;
      return this;
    }

    /** Sets the processing guarantee. */
    public Builder guarantee(Guarantee value) {
      guarantee = value;
      return this;
    }

    /** Sets the number of stream threads. */
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /** Sets the limits of a batch. */
    public Builder batch(BatchSettings value) {
      batch = value;
      return this;
    }

    /** Sets the limits of an image. */
    public Builder decoding(DecodeSettings value) {
      decoding = value;
      return this;
    }

    /** Sets the port of the health endpoints. */
    public Builder httpPort(OptionalInt value) {
      httpPort = value;
      return this;
    }

    /** Sets the state directory. The default depends on the application id. */
    public Builder stateDirectory(Path value) {
      stateDirectory = value;
      return this;
    }

    /**
     * Creates the settings.
     *
     * @throws IllegalArgumentException when a value is invalid
     */
    public PipelineSettings build() {
      return new PipelineSettings(
          client,
          topics,
          topicCreation,
          applicationId,
          guarantee,
          threads,
          batch,
          decoding,
          httpPort,
          stateDirectory == null ? StateDirectories.ofUser(applicationId) : stateDirectory);
    }
  }
}
