package dev.imageclassifier.topology.serve;

import dev.imageclassifier.topology.classify.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the three topics before anything starts, and makes missing ones when asked to. */
final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

  private final Admin admin;
  private final PipelineSettings settings;
  private final TopicNames topics;

  /**
   * What the topics take.
   *
   * @param input most bytes of a record on the input topic
   * @param labels most bytes of a record on the results topic
   * @param deadLetters most bytes of a record on the dead-letter topic
   */
  record Limits(int input, int labels, int deadLetters) {}

  TopicCheck(Admin admin, PipelineSettings settings) {
    this.admin = admin;
    this.settings = settings;
    this.topics = settings.topics();
  }

  /**
   * Checks all topics, and answers the most bytes that their records may have.
   *
   * @throws InvalidSettings with every problem at once
   */
  Limits check() throws ExecutionException, InterruptedException {
    Set<String> names = Set.of(topics.images(), topics.labels(), topics.deadLetters());
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(admin.listTopics().names().get());
    if (!missing.isEmpty() && !settings.topicPlan().create()) {
      throw new InvalidSettings(
          missing.stream()
              .map(
                  name ->
                      "Topic '"
                          + name
                          + "' does not exist: create it, or start with --create-topics.")
              .toList());
    }
    create(missing);
    Map<String, TopicDescription> described = admin.describeTopics(names).allTopicNames().get();
    Map<String, Integer> limits = messageLimits(names);
    checkPartitions(described, topics.labels());
    checkPartitions(described, topics.deadLetters());
    int input = limits.get(topics.images());
    int letters = limits.get(topics.deadLetters());
    if (letters < input + StreamsProperties.RECORD_OVERHEAD) {
      LOG.warn(
          "topic {} takes records of up to {} bytes, but a dead letter is a record of {} (up to {})"
              + " plus headers: set its max.message.bytes to {}, or the largest dead letters are"
              + " written without their value",
          topics.deadLetters(),
          letters,
          topics.images(),
          input,
          input + StreamsProperties.RECORD_OVERHEAD);
    }
    return new Limits(input, limits.get(topics.labels()), letters);
  }

  private void checkPartitions(Map<String, TopicDescription> described, String output) {
    int in = described.get(topics.images()).partitions().size();
    int out = described.get(output).partitions().size();
    if (in != out) {
      LOG.warn(
          "topic {} has {} partitions and {} has {}: outcomes go to partition p modulo {}",
          topics.images(),
          in,
          output,
          out,
          out);
    }
  }

  private void create(Set<String> missing) throws ExecutionException, InterruptedException {
    List<NewTopic> wanted = missing.stream().map(this::newTopic).toList();
    for (KafkaFuture<Void> made : admin.createTopics(wanted).values().values()) {
      try {
        made.get();
      } catch (ExecutionException e) {
        // another instance that starts at the same time was quicker
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    if (!missing.isEmpty()) {
      LOG.info("created topics {}", missing);
      TopicWait.untilLeadersAreKnown(admin, missing);
    }
  }

  private NewTopic newTopic(String name) {
    int picture = settings.reading().maxBytes() + StreamsProperties.RECORD_OVERHEAD;
    boolean letters = name.equals(topics.deadLetters());
    Map<String, String> configs =
        Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(letters ? picture + StreamsProperties.RECORD_OVERHEAD : picture),
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(
                (letters ? TopicPlan.DEAD_LETTER_RETENTION : TopicPlan.RETENTION).toMillis()));
    return new NewTopic(
            name, settings.topicPlan().partitions(), settings.topicPlan().replicationFactor())
        .configs(configs);
  }

  private Map<String, Integer> messageLimits(Set<String> names)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
    return configs.entrySet().stream()
        .collect(
            Collectors.toMap(
                e -> e.getKey().name(),
                e ->
                    Integer.parseInt(
                        e.getValue().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value())));
  }
}
