package dev.imageclassifier.topology.support;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A continuous stream of images, and their committed outcomes, counted by key. One thread sends and
 * reads.
 */
public final class Traffic implements AutoCloseable {
  /** Limits the number of images without an outcome, so that the lag does not grow. */
  private static final int MAX_PENDING = 40;

  private final TopicNames topics;
  private final int partitions;
  private final IntFunction<byte[]> images;
  private final Producer<byte[], byte[]> producer;
  private final CommittedRecords records;
  private final ResultDeserializer deserializer = new ResultDeserializer();
  private final List<Future<?>> sent = new ArrayList<>();
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final List<ClassificationResult> results = new ArrayList<>();

  /** Sends {@code images}, by number, to topics that exist. */
  public Traffic(String bootstrap, TopicNames topics, int partitions, IntFunction<byte[]> images) {
    this.topics = topics;
    this.partitions = partitions;
    this.images = images;
    producer = TestRecords.producer(bootstrap);
    records = new CommittedRecords(bootstrap, topics.labels(), topics.deadLetters());
  }

  /** Sends and reads until the condition holds. */
  public void flowUntil(String description, BooleanSupplier condition) {
    Await.until(
        description,
        () -> {
          if (condition.getAsBoolean()) {
            return true;
          }
          while (sent.size() - outcomes.size() < MAX_PENDING) {
            send(sent.size());
          }
          read();
          return false;
        });
  }

  /** Reads until every image has an outcome. */
  public void settle() throws Exception {
    for (Future<?> acknowledgement : sent) {
      acknowledgement.get();
    }
    Await.until(
        "an outcome for each image",
        () -> {
          read();
          return outcomes.size() >= sent.size();
        });
  }

  private void send(int number) {
    sent.add(
        producer.send(
            new ProducerRecord<>(
                topics.images(),
                number % partitions,
                Integer.toString(number).getBytes(StandardCharsets.UTF_8),
                images.apply(number))));
  }

  private void read() {
    for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
      outcomes.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum);
      if (record.topic().equals(topics.labels())) {
        results.add(deserializer.deserialize(record.topic(), record.value()));
      }
    }
  }

  /** The number of images sent. */
  public int sent() {
    return sent.size();
  }

  /** The number of images with an outcome. */
  public int settled() {
    return outcomes.size();
  }

  /** The number of outcomes. It exceeds {@link #settled()} when an image has two outcomes. */
  public int outcomes() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The results so far. */
  public List<ClassificationResult> results() {
    return results;
  }

  /** The number of results that match. */
  public long results(Predicate<ClassificationResult> filter) {
    return results.stream().filter(filter).count();
  }

  /** The number of results of this model version. */
  public long by(String version) {
    return results(result -> result.model().version().equals(version));
  }

  @Override
  public void close() {
    producer.close();
    records.close();
    deserializer.close();
  }
}
