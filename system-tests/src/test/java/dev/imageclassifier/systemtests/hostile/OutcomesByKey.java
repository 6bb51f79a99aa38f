package dev.imageclassifier.systemtests.hostile;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The outcomes of each image: {@code labelled}, {@code labelled as damaged} or the reason of a dead
 * letter.
 *
 * @param byKey the outcomes by the key of the image; a list has one element unless an image has
 *     several outcomes
 */
record OutcomesByKey(Map<String, List<String>> byKey) {
  /** The time without an outcome after which the pipeline is considered stuck. */
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);

  /** The time to wait for surplus outcomes. */
  private static final Duration SURPLUS_TIMEOUT = Duration.ofSeconds(3);

  /**
   * Reads both outcome topics until {@code count} outcomes have arrived and a further three seconds
   * have passed, so that a second outcome of an image is detected. Stops early when the pipeline
   * exits or gets stuck.
   */
  static OutcomesByKey read(String bootstrapServers, int count, ChildProcess pipeline) {
    Map<String, List<String>> byKey = new TreeMap<>();
    try (CommittedRecords records =
        new CommittedRecords(bootstrapServers, TestTopics.LABELS, TestTopics.DEAD_LETTERS)) {
      int received = 0;
      long last = System.nanoTime();
      Duration timeout = IDLE_TIMEOUT;
      while (System.nanoTime() - last < timeout.toNanos() && pipeline.isAlive()) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          last = System.nanoTime();
          byKey.merge(
              new String(record.key(), StandardCharsets.UTF_8),
              List.of(outcome(record)),
              (first, second) -> Stream.concat(first.stream(), second.stream()).toList());
          timeout = ++received < count ? IDLE_TIMEOUT : SURPLUS_TIMEOUT;
        }
      }
    }
    return new OutcomesByKey(byKey);
  }

  private static String outcome(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(TestTopics.DEAD_LETTERS)) {
      return DeadLetterHeaders.read(record.headers()).reason();
    }
    try (ResultDeserializer results = new ResultDeserializer()) {
      ClassificationResult result = results.deserialize(record.topic(), record.value());
      return Boolean.TRUE.equals(result.image().damaged()) ? "labelled as damaged" : "labelled";
    }
  }

  /** The number of images by outcome. */
  Map<String, Integer> totals() {
    Map<String, Integer> totals = new TreeMap<>();
    byKey.values().forEach(outcomes -> outcomes.forEach(o -> totals.merge(o, 1, Integer::sum)));
    return totals;
  }
}
