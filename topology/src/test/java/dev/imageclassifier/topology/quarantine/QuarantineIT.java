package dev.imageclassifier.topology.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.testkit.TestTopics;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.support.CrashTestMain;
import dev.imageclassifier.topology.support.TestProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishes an image that crashes the process in native code, among other images. */
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
      try (CommittedRecords outcomes =
          new CommittedRecords(
              broker.bootstrapServers(),
              CrashTestMain.TOPICS.labels(),
              CrashTestMain.TOPICS.deadLetters())) {
        List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
        String lastLog = "";
        while (seen.size() < IMAGES) {
          assertTrue(
              crashes <= 3, "the record was not quarantined; log of the last process:\n" + lastLog);
          try (ChildProcess child = child(broker.bootstrapServers(), crashes)) {
            while (seen.size() < IMAGES && child.isAlive()) {
              seen.addAll(outcomes.poll());
            }
            if (!child.isAlive()) {
              crashes++;
              lastLog = child.log();
              assertNotEquals(0, child.awaitExit());
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

  private ChildProcess child(String bootstrap, int number) {
    return TestProcess.start(
        directory,
        "instance-" + number,
        bootstrap,
        Guarantee.EXACTLY_ONCE_V2.name(),
        CrashTestMain.Design.PIPELINE.name(),
        directory.resolve("state").toString());
  }

  private static void prepare(String bootstrap) {
    TestTopics.create(bootstrap, 1, CrashTestMain.TOPICS.all().toArray(String[]::new));
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
}
