package dev.imageclassifier.topology.startup;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StreamsProperties;
import dev.imageclassifier.topology.settings.TopicCreation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates topics with limits that suit images. */
final class TopicCreator {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCreator.class);

  private final Admin admin;
  private final PipelineSettings settings;

  TopicCreator(Admin admin, PipelineSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /** Size of the largest record on an input topic that this class creates, in bytes. */
  static int largestInput(PipelineSettings settings) {
    return settings.decoding().maxBytes() + StreamsProperties.RECORD_OVERHEAD;
  }

  /**
   * Creates the topics and waits for their leaders.
   *
   * @throws InvalidSettingsException when the cluster rejects their number of partitions or
   *     replicas
   */
  void create(Set<String> missing) throws ExecutionException, InterruptedException {
    if (missing.isEmpty()) {
      return;
    }
    List<NewTopic> topics = missing.stream().map(this::newTopic).toList();
    for (KafkaFuture<Void> creation : admin.createTopics(topics).values().values()) {
      try {
        creation.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicExistsException) {
          continue; // another instance created it
        }
        if (e.getCause() instanceof AuthorizationException
            || e.getCause() instanceof RetriableException) {
          throw e;
        }
        throw new InvalidSettingsException(
            List.of(
                ("Cannot create the topics (%s): check --partitions and --replication-factor, or"
                        + " create the topics beforehand.")
                    .formatted(ErrorText.reason(e.getCause()).replaceFirst("\\.$", ""))));
      }
    }
    LOG.atInfo().addKeyValue("topics", missing).log("topics created");
    TopicLeaders.await(admin, missing);
  }

  private NewTopic newTopic(String name) {
    boolean deadLetters = name.equals(settings.topics().deadLetters());
    int bytes = largestInput(settings) + (deadLetters ? StreamsProperties.RECORD_OVERHEAD : 0);
    Duration retention =
        deadLetters ? TopicCreation.DEAD_LETTER_RETENTION : TopicCreation.RETENTION;
    TopicCreation creation = settings.topicCreation();
    return new NewTopic(name, creation.partitions(), creation.replicationFactor())
        .configs(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes),
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
  }
}
