package dev.imageclassifier.web;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.kafka.ResultSerializer;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.contract.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Does what the first word of the picture says: {@code dead} becomes a dead letter, {@code garbage}
 * a result that is none, {@code silent} waits until {@link #speak}; all else becomes a result.
 */
final class FakePipeline implements AutoCloseable {
  static final String GROUP = "fake-classifier";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Queue<ConsumerRecord<byte[], byte[]>> held = new ConcurrentLinkedQueue<>();
  private final Queue<ConsumerRecord<byte[], byte[]>> seen = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "fake-pipeline");

  FakePipeline(Map<String, String> client) {
    Map<String, Object> reading =
        Map.of(
            "bootstrap.servers",
            client.get("bootstrap.servers"),
            "group.id",
            GROUP,
            "auto.offset.reset",
            "earliest",
            "fetch.max.wait.ms",
            50);
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", client.get("bootstrap.servers"), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer.subscribe(List.of(TopicNames.IMAGES));
    thread.start();
  }

  static void createTopics(Map<String, String> client) throws Exception {
    List<String> topics = List.of(TopicNames.IMAGES, TopicNames.IMAGE_LABELS, TopicNames.IMAGE_DEAD_LETTERS);
    try (Admin admin = Admin.create(Map.<String, Object>copyOf(client))) {
      admin
          .createTopics(topics.stream().map(name -> new NewTopic(name, 2, (short) 1)).toList())
          .all()
          .get();
      TopicLeaders.await(admin, topics);
    }
  }

  /** The records that have come so far. */
  List<ConsumerRecord<byte[], byte[]>> seen() {
    return List.copyOf(seen);
  }

  /** Returns when so many pictures with this content have come. */
  void awaitSeen(String picture, int count) throws Exception {
    byte[] value = picture.getBytes(StandardCharsets.UTF_8);
    Waiting.until(
        count + " of " + picture,
        () -> seen.stream().filter(it -> Arrays.equals(it.value(), value)).count() >= count);
  }

  /** Answers what was held back. */
  void speak() {
    for (var record = held.poll(); record != null; record = held.poll()) {
      label(record);
    }
  }

  private void run() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          take(record);
        }
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  /** What is seen can be spoken of, and what is answered was seen. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    String word = new String(record.value(), StandardCharsets.ISO_8859_1).split(" ", 2)[0];
    if (word.equals("silent")) {
      held.add(record);
    }
    seen.add(record);
    switch (word) {
      case "dead" -> bury(record);
      case "garbage" -> send(TopicNames.IMAGE_LABELS, record, "{".getBytes(StandardCharsets.UTF_8));
      case "silent" -> {}
      default -> label(record);
    }
  }

  private void bury(ConsumerRecord<byte[], byte[]> record) {
    DeadLetterHeaders.write(
        record.headers(),
        DeadLetter.of(new Outcome.Rejected(DeadLetterReason.TRUNCATED, ErrorStage.DECODE, "the JPEG ends after 5 bytes"), new RecordPosition(record.topic(), record.partition(), record.offset())));
    send(TopicNames.IMAGE_DEAD_LETTERS, record, record.value());
  }

  private void label(ConsumerRecord<byte[], byte[]> record) {
    ClassificationResult result =
        new ClassificationResult(
            new String(record.key(), StandardCharsets.UTF_8),
            List.of(
                new ClassificationResult.Prediction(1, "tabby", 0.75, 281, "n02123045"),
                new ClassificationResult.Prediction(2, "tiger cat", 0.2, 282, "n02123159"),
                new ClassificationResult.Prediction(3, "Egyptian cat", 0.05, 285, "n02124075")),
            new ClassificationResult.Model("fake", "1", "fp32", "sha256:" + "0".repeat(64)),
            new ClassificationResult.Image(
                "jpeg", 1, 1, record.value().length, Sha256.hex(record.value()), null),
            ClassificationResult.Source.of(
                record.topic(), record.partition(), record.offset(), record.timestamp()),
            new ClassificationResult.Timing(1, 1, 1, 1));
    send(TopicNames.IMAGE_LABELS, record, new ResultSerializer().serialize("", result));
  }

  private void send(String topic, ConsumerRecord<byte[], byte[]> record, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, record.partition(), record.key(), value, record.headers()));
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
