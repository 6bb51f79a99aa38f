package dev.imageclassifier.topology.startup;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StreamsProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the three topics and the permissions before the start, and creates missing topics. */
public final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

  /** A result with a large key and many headers. */
  private static final int MIN_RESULT_BYTES = 64 * 1024;

  private final Admin admin;
  private final PipelineSettings settings;
  private final TopicNames topics;

  /**
   * The sizes of the largest records that the topics accept, in bytes.
   *
   * @param input for the input topic
   * @param labels for the results topic
   * @param deadLetters for the dead-letter topic
   */
  public record Limits(int input, int labels, int deadLetters) {}

  /** Creates the check; the caller closes {@code admin}. */
  public TopicCheck(Admin admin, PipelineSettings settings) {
    this.admin = admin;
    this.settings = settings;
    this.topics = settings.topics();
  }

  /**
   * Checks topics and permissions, creates missing topics, and returns the limits of the topics.
   *
   * @param otherProblems problems to report with those of the topics
   * @throws InvalidSettingsException with all problems
   * @throws ExecutionException when a request fails
   * @throws InterruptedException when interrupted
   */
  public Limits prepare(List<String> otherProblems)
      throws ExecutionException, InterruptedException {
    Set<String> missing = missing();
    List<String> problems = new ArrayList<>(otherProblems);
    problems.addAll(notCreated(missing));
    PermissionCheck permissions = new PermissionCheck(admin, settings);
    problems.addAll(permissions.missing());
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    permissions.warnings().forEach(LOG::warn);
    new TopicCreator(admin, settings).create(missing);
    Map<String, Integer> limits = messageLimits(topics.all());
    warnings(limits).forEach(LOG::warn);
    return new Limits(
        limits.get(topics.images()), limits.get(topics.labels()), limits.get(topics.deadLetters()));
  }

  /** Returns all problems and warnings of {@link #prepare}. Creates nothing. */
  List<String> problems() throws ExecutionException, InterruptedException {
    Set<String> missing = missing();
    List<String> problems = new ArrayList<>(notCreated(missing));
    PermissionCheck permissions = new PermissionCheck(admin, settings);
    problems.addAll(permissions.missing());
    boolean readable = missing.isEmpty() && problems.isEmpty();
    problems.addAll(permissions.warnings());
    if (readable) {
      problems.addAll(warnings(messageLimits(topics.all())));
    }
    return problems;
  }

  /** Size of the largest record on the existing or future input topic; empty if unknown. */
  OptionalInt largestInput() throws ExecutionException, InterruptedException {
    if (missing().contains(topics.images())) {
      return settings.topicCreation().enabled()
          ? OptionalInt.of(TopicCreator.largestInput(settings))
          : OptionalInt.empty();
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

  private Set<String> missing() throws ExecutionException, InterruptedException {
    Set<String> missing = new TreeSet<>(topics.all());
    missing.removeAll(admin.listTopics().names().get());
    return missing;
  }

  private List<String> notCreated(Set<String> missing) {
    return settings.topicCreation().enabled()
        ? List.of()
        : missing.stream()
            .map(
                name ->
                    ("Topic '%s' does not exist or is not visible to this user: create it, start"
                            + " with --create-topics, or grant %s.")
                        .formatted(name, name.equals(topics.images()) ? "READ" : "WRITE"))
            .toList();
  }

  private List<String> warnings(Map<String, Integer> limits)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> described =
        admin.describeTopics(topics.all()).allTopicNames().get();
    List<String> warnings = new ArrayList<>();
    int in = described.get(topics.images()).partitions().size();
    for (String output : topics.outputs()) {
      int out = described.get(output).partitions().size();
      if (in != out) {
        warnings.add(
            ("Topic '%s' has %d partitions and '%s' has %d: outcomes of partition p go to partition"
                    + " p modulo %d.")
                .formatted(topics.images(), in, output, out, out));
      }
    }
    int labels = limits.get(topics.labels());
    if (labels < MIN_RESULT_BYTES) {
      warnings.add(
          ("Topic '%s' accepts records of up to %d bytes, but a result has about 1,000 bytes plus"
                  + " the key and headers of the image: set max.message.bytes to %d or more, or"
                  + " images become dead letters because their results are too large.")
              .formatted(topics.labels(), labels, MIN_RESULT_BYTES));
    }
    int input = limits.get(topics.images());
    int deadLetters = limits.get(topics.deadLetters());
    int needed = input + StreamsProperties.RECORD_OVERHEAD;
    if (deadLetters < needed) {
      warnings.add(
          ("Topic '%s' accepts records of up to %d bytes, but a dead letter is a record of '%s' (up"
                  + " to %d bytes) plus headers: set max.message.bytes to %d, or the largest dead"
                  + " letters are written without their value.")
              .formatted(topics.deadLetters(), deadLetters, topics.images(), input, needed));
    }
    return warnings;
  }

  private Map<String, Integer> messageLimits(Collection<String> names)
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
