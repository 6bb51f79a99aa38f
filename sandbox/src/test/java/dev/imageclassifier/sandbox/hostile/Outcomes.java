package dev.imageclassifier.sandbox.hostile;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetterHeaders;
import dev.imageclassifier.contract.ResultDeserializer;
import dev.imageclassifier.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What came out for each key: {@code labelled}, perhaps {@code as damaged}, or a reason, more than
 * one where a record has more than one outcome.
 *
 * @param byKey the outcomes of each picture
 */
record Outcomes(Map<String, List<String>> byKey) {
  /** Tells a hang from a busy machine; each file alone has 10 s in the tests of the reader. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Follows both topics until so many records came out and a moment longer, or none comes. */
  static Outcomes follow(String brokers, int count, Process pipeline) {
    Map<String, List<String>> byKey = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "group.id", "hostile",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.IMAGE_LABELS, Topics.IMAGE_DEAD_LETTERS));
      int seen = 0;
      long last = System.nanoTime();
      Duration patience = PATIENCE;
      while (System.nanoTime() - last < patience.toNanos() && pipeline.isAlive()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          last = System.nanoTime();
          byKey.merge(
              new String(record.key(), StandardCharsets.UTF_8),
              List.of(outcome(record)),
              Outcomes::joined);
          // when all are there, a second outcome of a picture would still show
          patience = ++seen < count ? PATIENCE : Duration.ofSeconds(3);
        }
      }
    }
    return new Outcomes(byKey);
  }

  private static String outcome(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Topics.IMAGE_DEAD_LETTERS)) {
      return DeadLetterHeaders.read(record.headers()).reason().code();
    }
    try (ResultDeserializer results = new ResultDeserializer()) {
      ClassificationResult result = results.deserialize(record.topic(), record.value());
      return Boolean.TRUE.equals(result.image().damaged()) ? "labelled as damaged" : "labelled";
    }
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }

  /** How many pictures ended in what. */
  Map<String, Integer> totals() {
    Map<String, Integer> totals = new TreeMap<>();
    byKey.values().forEach(outcomes -> outcomes.forEach(o -> totals.merge(o, 1, Integer::sum)));
    return totals;
  }
}
