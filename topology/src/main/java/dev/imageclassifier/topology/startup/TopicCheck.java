package dev.imageclassifier.topology.startup;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StreamsProperties;
import dev.imageclassifier.topology.settings.TopicPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the three topics before anything starts, and makes missing ones when asked to. */
public final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

  /** A result, and generous room for the picture's key and headers. */
  private static final int LEAST_RESULT = 64 * 1024;

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
  public record Limits(int input, int labels, int deadLetters) {}

  public TopicCheck(Admin admin, PipelineSettings settings) {
    this.admin = admin;
    this.settings = settings;
    this.topics = settings.topics();
  }

  /**
   * Checks all topics and what this user may do, and answers the most bytes of their records.
   *
   * @param others problems that are known already
   * @throws InvalidSettingsException with every problem at once
   */
  public Limits check(List<String> others) throws ExecutionException, InterruptedException {
    Set<String> missing = missing();
    List<String> problems = new ArrayList<>(others);
    if (!settings.topicPlan().create()) {
      missing.forEach(name -> problems.add(doesNotExist(name)));
    }
    PermissionCheck permissions = new PermissionCheck(admin, settings);
    problems.addAll(permissions.missing());
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    permissions.doubts().forEach(LOG::warn);
    create(missing);
    Map<String, Integer> limits = messageLimits(names());
    doubts(admin.describeTopics(names()).allTopicNames().get(), limits).forEach(LOG::warn);
    return limits(limits);
  }

  /** Everything that {@link #check} would refuse or warn of; makes nothing. */
  List<String> problems() throws ExecutionException, InterruptedException {
    Set<String> missing = missing();
    List<String> problems = new ArrayList<>();
    if (!settings.topicPlan().create()) {
      missing.forEach(name -> problems.add(doesNotExist(name)));
    }
    PermissionCheck permissions = new PermissionCheck(admin, settings);
    problems.addAll(permissions.missing());
    boolean seen = missing.isEmpty() && problems.isEmpty();
    problems.addAll(permissions.doubts());
    if (seen) {
      problems.addAll(
          doubts(admin.describeTopics(names()).allTopicNames().get(), messageLimits(names())));
    }
    return problems;
  }

  /** Most bytes of a record on the input topic as it is or would be made, where that is known. */
  OptionalInt largestInput() throws ExecutionException, InterruptedException {
    if (missing().contains(topics.images())) {
      return settings.topicPlan().create() ? OptionalInt.of(newInput()) : OptionalInt.empty();
    }
    try {
      return OptionalInt.of(messageLimits(Set.of(topics.images())).get(topics.images()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return OptionalInt.empty();
      }
      throw e;
    }
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

  private String doesNotExist(String name) {
    return "Topic '"
        + name
        + "' does not exist, or this user may not see it: create it, start with --create-topics, or"
        + (name.equals(topics.images()) ? " grant READ." : " grant WRITE.");
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
    int labels = limits.get(topics.labels());
    if (labels < LEAST_RESULT) {
      doubts.add(
          ("Topic '%s' takes records of up to %d bytes, but a result is about 1,000 bytes plus the"
                  + " picture's key and headers: set its max.message.bytes to %d or more, or pictures"
                  + " become dead letters for want of room.")
              .formatted(topics.labels(), labels, LEAST_RESULT));
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
        if (e.getCause() instanceof TopicExistsException) {
          continue; // another instance that starts at the same time was quicker
        }
        if (e.getCause() instanceof AuthorizationException
            || e.getCause() instanceof RetriableException) {
          throw e;
        }
        throw new InvalidSettingsException(
            List.of(
                "The topics cannot be created ("
                    + ErrorText.reason(e.getCause()).replaceFirst("\\.$", "")
                    + "): look at --partitions and --replication-factor, or create them"
                    + " beforehand."));
      }
    }
    if (!missing.isEmpty()) {
      LOG.info("created topics {}", missing);
      TopicLeaders.await(admin, missing);
    }
  }

  private NewTopic newTopic(String name) {
    int picture = newInput();
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

  private int newInput() {
    return settings.reading().maxBytes() + StreamsProperties.RECORD_OVERHEAD;
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
