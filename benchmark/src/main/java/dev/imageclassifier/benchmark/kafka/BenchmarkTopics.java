package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.TopicLeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** Three new topics. {@link #close} deletes them. */
public final class BenchmarkTopics implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Small segments, so that deleted records free their disk space. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "segment.bytes", Integer.toString(32 << 20),
          "file.delete.delay.ms", "1000",
          "max.message.bytes", Integer.toString(16 << 20));

  /** A dead letter is an image record with more headers. */
  private static final Map<String, String> DEAD_LETTER_SETTINGS =
      Map.of("max.message.bytes", Integer.toString(20 << 20));

  private final Admin admin;
  private final TopicNames names;
  private final int partitions;

  private BenchmarkTopics(Admin admin, TopicNames names, int partitions) {
    this.admin = admin;
    this.names = names;
    this.partitions = partitions;
  }

  /** Creates the topics and waits until their partitions have leaders. */
  public static BenchmarkTopics create(Map<String, String> client, int partitions)
      throws InterruptedException {
    String number = Integer.toString(NUMBER.incrementAndGet());
    TopicNames names = new TopicNames("images-" + number, "labels-" + number, "dead-" + number);
    BenchmarkTopics topics =
        new BenchmarkTopics(Admin.create(new HashMap<>(client)), names, partitions);
    try {
      topics
          .admin
          .createTopics(
              topics.all().stream()
                  .map(name -> new NewTopic(name, partitions, (short) 1))
                  .map(
                      topic ->
                          topic.configs(
                              topic.name().equals(names.deadLetters())
                                  ? DEAD_LETTER_SETTINGS
                                  : SETTINGS))
                  .toList())
          .all()
          .get();
      TopicLeaders.await(topics.admin, topics.all());
      return topics;
    } catch (ExecutionException e) {
      topics.admin.close();
      throw new IllegalStateException("Cannot create the topics of the benchmark", e.getCause());
    }
  }

  /** Names of the topics. */
  public TopicNames names() {
    return names;
  }

  /** Partitions of each topic. */
  public int partitions() {
    return partitions;
  }

  /** Deletes the image records before this offset in each partition. Does not wait. */
  public void deleteImagesBefore(long offset) {
    if (offset <= 0) {
      return;
    }
    Map<TopicPartition, RecordsToDelete> old = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      old.put(new TopicPartition(names.images(), i), RecordsToDelete.beforeOffset(offset));
    }
    admin.deleteRecords(old); // the next call repeats what failed
  }

  private List<String> all() {
    return List.of(names.images(), names.labels(), names.deadLetters());
  }

  @Override
  public void close() {
    try {
      admin.deleteTopics(all()).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot delete the topics of the benchmark", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      admin.close();
    }
  }
}
