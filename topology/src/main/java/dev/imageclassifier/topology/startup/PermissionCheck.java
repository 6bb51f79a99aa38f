package dev.imageclassifier.topology.startup;

import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.PipelineSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Checks that this user has the permissions that the pipeline needs. */
final class PermissionCheck {
  private final Admin admin;
  private final PipelineSettings settings;
  private final List<String> warnings = new ArrayList<>();

  PermissionCheck(Admin admin, PipelineSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /** The missing permissions, one sentence each; empty on a cluster without authorization. */
  List<String> missing() throws ExecutionException, InterruptedException {
    List<String> missing = new ArrayList<>();
    topic(settings.topics().images(), AclOperation.READ, missing);
    topic(settings.topics().labels(), AclOperation.WRITE, missing);
    topic(settings.topics().deadLetters(), AclOperation.WRITE, missing);
    group(missing);
    if (settings.guarantee() == Guarantee.EXACTLY_ONCE_V2) {
      transactions(missing);
    }
    return missing;
  }

  /** Problems that may be temporary. Call {@link #missing} first. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void topic(String topic, AclOperation needed, List<String> missing)
      throws ExecutionException, InterruptedException {
    try {
      Set<AclOperation> allowed =
          admin
              .describeTopics(
                  List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
              .allTopicNames()
              .get()
              .get(topic)
              .authorizedOperations();
      for (AclOperation operation : List.of(needed, AclOperation.DESCRIBE_CONFIGS)) {
        if (allowed != null && !allowed.contains(operation)) {
          missing.add("This user lacks %s on topic '%s': grant it.".formatted(operation, topic));
        }
      }
    } catch (ExecutionException e) {
      // Reported as a missing topic.
      if (!(e.getCause() instanceof TopicAuthorizationException
          || e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
  }

  private void group(List<String> missing) throws ExecutionException, InterruptedException {
    String group = settings.applicationId();
    String sentence = "This user lacks READ on group '%s': grant it.".formatted(group);
    try {
      Set<AclOperation> allowed =
          admin
              .describeConsumerGroups(
                  List.of(group),
                  new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
              .all()
              .get()
              .get(group)
              .authorizedOperations();
      if (allowed != null && !allowed.contains(AclOperation.READ)) {
        missing.add(sentence);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        missing.add(sentence);
      } else if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  /**
   * Initializes a transactional id with the prefix of the stream threads. Sends {@code
   * InitProducerId} but no record.
   */
  private void transactions(List<String> missing) {
    Map<String, Object> properties = settings.adminProperties();
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.applicationId() + "-check");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PipelineSettings.CONNECT_TIMEOUT_MS);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
    } catch (AuthorizationException e) {
      missing.add(
          "This user lacks WRITE on transactional ids with the prefix '%s-': grant it."
              .formatted(settings.applicationId()));
    } catch (KafkaException e) {
      // Not a permission: Kafka Streams itself waits for the transaction coordinator, so this is
      // not a problem.
      warnings.add(
          ("Cannot initialize a transactional id (%s): check the transaction coordinator of the"
                  + " cluster, or use --guarantee at_least_once.")
              .formatted(e.getMessage()));
    }
  }
}
