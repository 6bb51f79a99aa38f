package dev.imageclassifier.topology.settings;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.topology.batch.BatchSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Everything that the runner needs, apart from the model.
 *
 * @param client Kafka properties as the operator gave them; they may hold secrets
 * @param topics the three topics
 * @param topicPlan what becomes of missing ones
 * @param applicationId Kafka Streams application id and consumer group
 * @param guarantee what a crash may do to the output
 * @param threads stream threads, 1 or more
 * @param batch how far a batch may go
 * @param reading limits of a picture
 * @param httpPort port of the health endpoints, 0 for any free one; empty for none
 * @param stateDirectory where the poison brake remembers crashes
 */
public record PipelineSettings(
    Map<String, String> client,
    TopicNames topics,
    TopicPlan topicPlan,
    String applicationId,
    Guarantee guarantee,
    int threads,
    BatchSettings batch,
    DecodeSettings reading,
    OptionalInt httpPort,
    Path stateDirectory) {
  /** The brokers must answer the first requests within this time, in milliseconds. */
  public static final int CONNECT_TIMEOUT_MS = 15_000;

  /** Copies the properties, checks the number of threads. */
  public PipelineSettings {
    client = Map.copyOf(client);
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ": give 1 or more");
    }
  }

  /** Properties of the admin client that checks the cluster before the start. */
  public Map<String, Object> adminProperties() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, applicationId + "-admin");
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MS);
    return properties;
  }

  /** Contains no property of the client: they may hold secrets. */
  @Override
  public String toString() {
    return "PipelineSettings["
        + topics
        + ", applicationId="
        + applicationId
        + ", guarantee="
        + guarantee.code()
        + ", threads="
        + threads
        + ", "
        + batch
        + "]";
  }
}
