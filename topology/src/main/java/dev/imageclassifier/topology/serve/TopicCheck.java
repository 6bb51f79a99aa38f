package dev.imageclassifier.topology.serve;

import dev.imageclassifier.topology.classify.TopicNames;
import java.util.ArrayList;
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
    Set<String> missing = missing();
    if (!missing.isEmpty() && !settings.topicPlan().create()) {
      throw new InvalidSettings(missing.stream().map(TopicCheck::doesNotExist).toList());
    }
    create(missing);
    Map<String, Integer> limits = messageLimits(names());
    doubts(admin.describeTopics(names()).allTopicNames().get(), limits).forEach(LOG::warn);
    return limits(limits);
  }

  /** Everything that {@link #check} would refuse or warn of; makes nothing. */
  List<String> problems() throws ExecutionException, InterruptedException {
    Set<String> missing = missing();
    if (missing.isEmpty()) {
      return doubts(admin.describeTopics(names()).allTopicNames().get(), messageLimits(names()));
    }
    return settings.topicPlan().create()
        ? List.of()
        : missing.stream().map(TopicCheck::doesNotExist).toList();
  }

  /** What the topics take, once they are there. */
  Limits limits() throws ExecutionException, InterruptedException {
    return limits(messageLimits(names()));
  }

  private Limits limits(Map<String, Integer> limits) {
    return new Limits(
        limits.get(topics.images()), limits.get(topics.labels()), limits.get(topics.deadLetters()));
  }

  private Set<String> names() {
    return Set.of(topics.images(), topics.labels(), topics.deadLetters());
  }

  private Set<String> missing() throws ExecutionException, InterruptedException {
    Set<String> missing = new TreeSet<>(names());
    missing.removeAll(admin.listTopics().names().get());
    return missing;
  }

  private static String doesNotExist(String name) {
    return "Topic '"
        + name
        + "' does not exist, or this user may not see it: create it, start with --create-topics, or"
        + " grant Describe.";
  }

  private List<String> doubts(
      Map<String, TopicDescription> described, Map<String, Integer> limits) {
    List<String> doubts = new ArrayList<>();
    int in = described.get(topics.images()).partitions().size();
    for (String output : List.of(topics.labels(), topics.deadLetters())) {
      int out = described.get(output).partitions().size();
      if (in != out) {
        doubts.add(
            "Topic '%s' has %d partitions and '%s' has %d: outcomes go to partition p modulo %d."
                .formatted(topics.images(), in, output, out, out));
      }
    }
    int input = limits.get(topics.images());
    int letters = limits.get(topics.deadLetters());
    int needed = input + StreamsProperties.RECORD_OVERHEAD;
    if (letters < needed) {
      doubts.add(
          ("Topic '%s' takes records of up to %d bytes, but a dead letter is a record of '%s' (up to"
                  + " %d) plus headers: set its max.message.bytes to %d, or the largest dead letters"
                  + " are written without their value.")
              .formatted(topics.deadLetters(), letters, topics.images(), input, needed));
    }
    return doubts;
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
