package dev.imageclassifier.ingest.command;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Answers every image as the classifier would: a tabby, or a dead letter. */
final class FakeClassifier implements AutoCloseable {
  final String input;
  final String results = Broker.topic(2, Map.of());
  final String deadLetters = Broker.topic(2, Map.of("max.message.bytes", "20000000"));
  private final Predicate<ConsumerRecord<byte[], byte[]>> bad;
  private final Thread thread = new Thread(this::run, "fake-classifier");
  private volatile boolean stopped;

  private FakeClassifier(String input, Predicate<ConsumerRecord<byte[], byte[]>> bad) {
    this.input = input;
    this.bad = bad;
  }

  static FakeClassifier start(String input, Predicate<ConsumerRecord<byte[], byte[]>> bad) {
    FakeClassifier classifier = new FakeClassifier(input, bad);
    classifier.thread.start();
    return classifier;
  }

  /** What a command needs to find these topics. */
  String[] options(String... command) {
    String[] all = new String[command.length + 2];
    System.arraycopy(command, 0, all, 0, command.length);
    all[command.length] = "--output-topic=" + results;
    all[command.length + 1] = "--dead-letter-topic=" + deadLetters;
    return all;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Map<String, Object> client =
        Map.of("bootstrap.servers", Broker.address(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", Broker.address()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(input).stream()
              .map(info -> new TopicPartition(input, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          Future<RecordMetadata> unused =
              producer.send(bad.test(record) ? deadLetter(record) : result(record));
        }
        producer.flush();
      }
    }
  }

  private ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    DeadLetterHeaders.write(
        headers,
        DeadLetter.of(
            new Outcome.Rejected(
                DeadLetterReason.CORRUPT, ErrorStage.DECODE, "The fake does not like it."),
            new RecordPosition(record.topic(), record.partition(), record.offset())));
    return new ProducerRecord<>(deadLetters, null, null, record.key(), record.value(), headers);
  }

  private ProducerRecord<byte[], byte[]> result(ConsumerRecord<byte[], byte[]> record) {
    ClassificationResult result =
        new ClassificationResult(
            new String(record.key(), StandardCharsets.UTF_8),
            List.of(new ClassificationResult.Prediction(1, "tabby", 0.9, 281, "n02123045")),
            new ClassificationResult.Model("m", "1", "fp32", "sha256:" + "0".repeat(64)),
            new ClassificationResult.Image(
                "jpeg", 1, 1, Math.max(1, record.value().length), Sha256.hex(record.value()), null),
            new ClassificationResult.Source(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()).toString()),
            new ClassificationResult.Timing(1, 1, 1, 1));
    return new ProducerRecord<>(
        results,
        null,
        record.timestamp(),
        record.key(),
        new ResultSerializer().serialize(results, result),
        new RecordHeaders(record.headers().toArray()));
  }
}
