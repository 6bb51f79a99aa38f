package dev.imageclassifier.topology.support;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ResultDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Pictures that keep coming while something is changed, and their outcomes, read as read_committed
 * and counted by key. One thread does both.
 */
public final class Traffic implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Pictures that wait at most, so that there is load and no endless backlog. */
  private static final int MOST_WAITING = 40;

  private final String images;
  private final String labels;
  private final int partitions;
  private final IntFunction<byte[]> pictures;
  private final Producer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ResultDeserializer deserializer = new ResultDeserializer();
  private final List<Future<?>> sent = new ArrayList<>();
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final List<ClassificationResult> results = new ArrayList<>();

  /** Traffic of {@code pictures}, by number; the topics are there. */
  public Traffic(
      String bootstrap, TopicNames topics, int partitions, IntFunction<byte[]> pictures) {
    this.images = topics.images();
    this.labels = topics.labels();
    this.partitions = partitions;
    this.pictures = pictures;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(new TopicPartition(labels, partition));
      all.add(new TopicPartition(topics.deadLetters(), partition));
    }
    consumer = TestConsumer.consumer(bootstrap, all);
  }

  /** Sends and reads until {@code enough}. */
  public void flowUntil(String what, BooleanSupplier enough) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!enough.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within "
                + PATIENCE.toSeconds()
                + " s: "
                + what
                + "; sent "
                + sent.size()
                + ", outcomes "
                + outcomes.size());
      }
      while (sent.size() - outcomes.size() < MOST_WAITING) {
        int number = sent.size();
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    images,
                    number % partitions,
                    Integer.toString(number).getBytes(StandardCharsets.UTF_8),
                    pictures.apply(number))));
      }
      read();
    }
  }

  /** Sends no more, and reads until every picture has its outcome. */
  public void settle() throws Exception {
    for (Future<?> one : sent) {
      one.get();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (outcomes.size() < sent.size() && System.nanoTime() < deadline) {
      read();
    }
  }

  private void read() {
    consumer
        .poll(Duration.ofMillis(50))
        .forEach(
            record -> {
              outcomes.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum);
              if (record.topic().equals(labels)) {
                results.add(deserializer.deserialize(labels, record.value()));
              }
            });
  }

  public int sent() {
    return sent.size();
  }

  /** How many pictures have an outcome. */
  public int settled() {
    return outcomes.size();
  }

  /** How many outcomes there are; more than settled pictures when one has two. */
  public int outcomes() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  public List<ClassificationResult> results() {
    return results;
  }

  public long results(Predicate<ClassificationResult> which) {
    return results.stream().filter(which).count();
  }

  /** How many results this version of the model made. */
  public long by(String version) {
    return results(result -> result.model().version().equals(version));
  }

  @Override
  public void close() {
    producer.close();
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    deserializer.close();
  }
}
