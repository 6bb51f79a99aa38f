package dev.imageclassifier.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Replaces the classifier in tests of its clients: reads images and writes the outcome that a
 * function chooses for each record. It writes the record contract as text, without the production
 * serializers.
 */
public final class FakeClassifier implements AutoCloseable {
  /** The reason of the dead letters. */
  public static final String REASON = "corrupt";

  /** The detail of the dead letters. */
  public static final String DETAIL = "the fake classifier rejects this image";

  /** The label of the best prediction of every result. */
  public static final String LABEL = "tabby";

  private static final Duration POLL = Duration.ofMillis(200);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String RESULT =
      """
      {"image_id":"%s",\
      "predictions":[\
      {"rank":1,"label":"tabby","score":0.75,"class_index":281,"wnid":"n02123045"},\
      {"rank":2,"label":"tiger cat","score":0.2,"class_index":282,"wnid":"n02123159"},\
      {"rank":3,"label":"Egyptian cat","score":0.05,"class_index":285,"wnid":"n02124075"}],\
      "model":{"name":"fake","version":"1","precision":"fp32","digest":"sha256:%s"},\
      "image":{"format":"jpeg","width":1,"height":1,"bytes":%d,"sha256":"%s"},\
      "source":{"topic":"%s","partition":%d,"offset":%d,"timestamp":"%s"},\
      "timing":{"decode_ms":1.0,"preprocess_ms":1.0,"predict_ms":1.0,"batch_size":1}}""";

  /** The action of the classifier for a record. */
  public enum Response {
    /** Writes a result. */
    RESULT,
    /** Writes a dead letter. */
    DEAD_LETTER,
    /** Writes a value that is not valid JSON to the results topic. */
    UNREADABLE_RESULT,
    /** Writes nothing until {@link #releaseHeld()}, then a result. */
    HOLD
  }

  private final String labels;
  private final String deadLetters;
  private final Function<ConsumerRecord<byte[], byte[]>, Response> responses;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Queue<ConsumerRecord<byte[], byte[]>> held = new ConcurrentLinkedQueue<>();
  private final Queue<ConsumerRecord<byte[], byte[]>> received = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "fake-classifier");

  private FakeClassifier(
      String bootstrapServers,
      List<String> topics,
      Function<ConsumerRecord<byte[], byte[]>, Response> responses) {
    labels = topics.get(1);
    deadLetters = topics.get(2);
    this.responses = responses;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group(topics.get(0)),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                50),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    producer = TestRecords.producer(bootstrapServers);
    consumer.subscribe(List.of(topics.get(0)));
  }

  /** Starts on the topics of {@link TestTopics#createPipelineTopics}. */
  public static FakeClassifier start(
      String bootstrapServers, Function<ConsumerRecord<byte[], byte[]>, Response> responses) {
    return start(
        bootstrapServers,
        List.of(TestTopics.IMAGES, TestTopics.LABELS, TestTopics.DEAD_LETTERS),
        responses);
  }

  /**
   * Starts on other topics.
   *
   * @param topics the names of the topics of images, results and dead letters, which exist
   */
  public static FakeClassifier start(
      String bootstrapServers,
      List<String> topics,
      Function<ConsumerRecord<byte[], byte[]>, Response> responses) {
    FakeClassifier classifier = new FakeClassifier(bootstrapServers, topics, responses);
    classifier.thread.start();
    return classifier;
  }

  /** The consumer group that reads this topic of images. */
  public static String group(String imagesTopic) {
    return "fake-classifier-" + imagesTopic;
  }

  /** The records received so far. */
  public List<ConsumerRecord<byte[], byte[]>> received() {
    return List.copyOf(received);
  }

  /** Returns when {@code count} records with this value have been received. */
  public void awaitReceived(byte[] value, int count) {
    Await.until(
        count + " records with the value of " + value.length + " bytes",
        () -> received.stream().filter(one -> Arrays.equals(one.value(), value)).count() >= count);
  }

  /** Writes a result for every record that is held. */
  public void releaseHeld() {
    for (var record = held.poll(); record != null; record = held.poll()) {
      sendResult(record);
    }
  }

  private void run() {
    try {
      while (true) {
        consumer.poll(POLL).forEach(this::respond);
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  /** A record is listed before its outcome is written: a client that has the outcome finds it. */
  private void respond(ConsumerRecord<byte[], byte[]> record) {
    Response response = responses.apply(record);
    if (response == Response.HOLD) {
      held.add(record);
    }
    received.add(record);
    switch (response) {
      case RESULT -> sendResult(record);
      case DEAD_LETTER -> sendDeadLetter(record);
      case UNREADABLE_RESULT -> send(labels, record, utf8("{"), record.headers());
      case HOLD -> {}
    }
  }

  private void sendResult(ConsumerRecord<byte[], byte[]> record) {
    String result =
        RESULT.formatted(
            new String(record.key(), StandardCharsets.UTF_8),
            "0".repeat(64),
            Math.max(1, record.value().length),
            sha256(record.value()),
            record.topic(),
            record.partition(),
            record.offset(),
            TIMESTAMP.format(Instant.ofEpochMilli(record.timestamp())));
    send(labels, record, utf8(result), record.headers());
  }

  private void sendDeadLetter(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    Map<String, String> reason =
        Map.of(
            "error.reason",
            REASON,
            "error.stage",
            "decode",
            "error.detail",
            DETAIL,
            "__streams.errors.topic",
            record.topic(),
            "__streams.errors.partition",
            Integer.toString(record.partition()),
            "__streams.errors.offset",
            Long.toString(record.offset()),
            "__streams.errors.exception",
            "",
            "__streams.errors.message",
            DETAIL);
    reason.forEach((name, value) -> headers.remove(name).add(name, utf8(value)));
    send(deadLetters, record, record.value(), headers);
  }

  private void send(
      String topic, ConsumerRecord<byte[], byte[]> record, byte[] value, Headers headers) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, record.partition(), record.key(), value, headers));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
