package dev.imageclassifier.testkit;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics. Each method returns when every new partition has a leader. */
public final class TestTopics {
  /** Name of the input topic. */
  public static final String IMAGES = "images";

  /** Name of the topic of results. */
  public static final String LABELS = "image-labels";

  /** Name of the topic of dead letters. */
  public static final String DEAD_LETTERS = "image-dead-letters";

  private static final String MAX_RECORD_BYTES = Integer.toString(11 << 20);
  private static final String MAX_DEAD_LETTER_BYTES = Integer.toString(12 << 20);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestTopics() {}

  /** Creates the three topics of the pipeline with the record sizes of {@code topics.sh}. */
  public static void createPipelineTopics(String bootstrapServers, int partitions) {
    create(
        bootstrapServers,
        topic(IMAGES, partitions).configs(Map.of("max.message.bytes", MAX_RECORD_BYTES)),
        topic(LABELS, partitions).configs(Map.of("max.message.bytes", MAX_RECORD_BYTES)),
        topic(DEAD_LETTERS, partitions)
            .configs(Map.of("max.message.bytes", MAX_DEAD_LETTER_BYTES)));
  }

  /** Creates topics with the default configuration. */
  public static void create(String bootstrapServers, int partitions, String... names) {
    create(
        bootstrapServers,
        Arrays.stream(names).map(name -> topic(name, partitions)).toArray(NewTopic[]::new));
  }

  /** Creates a topic with a name that no other test of this JVM uses, and returns the name. */
  public static String createUnique(
      String bootstrapServers, int partitions, Map<String, String> configuration) {
    String name = "topic-" + COUNT.incrementAndGet();
    create(bootstrapServers, topic(name, partitions).configs(configuration));
    return name;
  }

  /** Creates topics. */
  public static void create(String bootstrapServers, NewTopic... topics) {
    try (Admin admin = admin(bootstrapServers)) {
      admin.createTopics(List.of(topics)).all().get();
      for (NewTopic topic : topics) {
        awaitLeaders(admin, List.of(topic.name()), topic.numPartitions());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Adds partitions to a topic until it has {@code partitions}. */
  public static void increasePartitions(String bootstrapServers, String topic, int partitions) {
    try (Admin admin = admin(bootstrapServers)) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
      awaitLeaders(admin, List.of(topic), partitions);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns when each partition has a leader that answers. */
  public static void awaitLeaders(Admin admin, Collection<String> topics, int partitions)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (String topic : topics) {
      for (int partition = 0; partition < partitions; partition++) {
        all.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    Await.until("leaders of " + topics, () -> answer(admin, all));
  }

  /** Right after its creation, a topic can be unknown to the broker that answers the request. */
  private static boolean answer(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
      throws ExecutionException, InterruptedException {
    try {
      admin.listOffsets(partitions).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, partitions, (short) 1);
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
