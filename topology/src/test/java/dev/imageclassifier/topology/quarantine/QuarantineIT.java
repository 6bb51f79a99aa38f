package dev.imageclassifier.topology.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.support.CrashTestMain;
import dev.imageclassifier.topology.support.TestConsumer;
import dev.imageclassifier.topology.support.TestProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that crashes the process in native code, among other images. */
final class QuarantineIT {
  private static final int IMAGES = 12;
  private static final int POISON = 5;

  @TempDir Path directory;

  @Test
  void quarantinesARecordAfterThreeCrashes() throws Exception {
    try (TestBroker broker =
        TestBroker.start(
            Map.of(
                "group.min.session.timeout.ms",
                "1000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                "500"))) {
      prepare(broker.bootstrapServers());

      int crashes = 0;
      try (KafkaConsumer<byte[], byte[]> outcomes = outcomes(broker.bootstrapServers())) {
        List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
        String lastLog = "";
        while (seen.size() < IMAGES) {
          assertTrue(
              crashes <= 3, "the record was not quarantined; log of the last process:\n" + lastLog);
          try (TestProcess child = child(broker.bootstrapServers(), crashes)) {
            while (seen.size() < IMAGES && child.alive()) {
              outcomes.poll(Duration.ofMillis(100)).forEach(seen::add);
            }
            if (!child.alive()) {
              crashes++;
              lastLog = child.log();
              assertNotEquals(0, child.awaitEnd());
            } else {
              child.terminate();
            }
          }
        }

        assertEquals(3, crashes);
        List<ConsumerRecord<byte[], byte[]>> deadLetters =
            seen.stream()
                .filter(r -> r.topic().equals(CrashTestMain.TOPICS.deadLetters()))
                .toList();
        assertEquals(1, deadLetters.size(), "only the record that crashes the process");
        assertEquals(
            DeadLetterReason.CRASHED_THE_CLASSIFIER.code(),
            DeadLetterHeaders.read(deadLetters.get(0).headers()).reason());
        assertEquals("abort", new String(deadLetters.get(0).value(), StandardCharsets.UTF_8));
      }
    }
  }

  private TestProcess child(String bootstrap, int number) {
    return TestProcess.start(
        directory,
        "instance-" + number,
        bootstrap,
        Guarantee.EXACTLY_ONCE_V2.name(),
        CrashTestMain.Design.PIPELINE.name(),
        directory.resolve("state").toString());
  }

  private static void prepare(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(CrashTestMain.TOPICS.images(), 1, (short) 1),
                  new NewTopic(CrashTestMain.TOPICS.labels(), 1, (short) 1),
                  new NewTopic(CrashTestMain.TOPICS.deadLetters(), 1, (short) 1)))
          .all()
          .get();
      TopicLeaders.await(
          admin,
          List.of(
              CrashTestMain.TOPICS.images(),
              CrashTestMain.TOPICS.labels(),
              CrashTestMain.TOPICS.deadLetters()));
    }
    List<ProducerRecord<byte[], byte[]>> images = new ArrayList<>();
    for (int number = 0; number < IMAGES; number++) {
      images.add(
          new ProducerRecord<>(
              CrashTestMain.TOPICS.images(),
              Integer.toString(number).getBytes(StandardCharsets.UTF_8),
              (number == POISON ? "abort" : "image").getBytes(StandardCharsets.UTF_8)));
    }
    TestRecords.send(bootstrap, images);
  }

  private static KafkaConsumer<byte[], byte[]> outcomes(String bootstrap) {
    return TestConsumer.consumer(
        bootstrap,
        List.of(
            new TopicPartition(CrashTestMain.TOPICS.labels(), 0),
            new TopicPartition(CrashTestMain.TOPICS.deadLetters(), 0)));
  }
}
