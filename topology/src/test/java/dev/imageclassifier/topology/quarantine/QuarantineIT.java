package dev.imageclassifier.topology.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.support.CrashTestMain;
import dev.imageclassifier.topology.support.TestConsumer;
import dev.imageclassifier.topology.support.TestProcess;
import dev.imageclassifier.topology.support.TestProducer;
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

/** A picture that crashes the process in native code, among others that do not. */
final class QuarantineIT {
  private static final int PICTURES = 12;
  private static final int POISON = 5;

  @TempDir Path directory;

  @Test
  void afterThreeDeathsTheRecordIsSetAsideAndTheRestGoesOn() throws Exception {
    try (TestBroker broker =
        TestBroker.start(Map.of("group.min.session.timeout.ms", "1000", "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"))) {
      prepare(broker.bootstrapServers());

      int deaths = 0;
      try (KafkaConsumer<byte[], byte[]> outcomes = outcomes(broker.bootstrapServers())) {
        List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
        String lastLog = "";
        while (seen.size() < PICTURES) {
          assertTrue(deaths <= 3, "the brake did not hold; the last process said:\n" + lastLog);
          try (TestProcess child = child(broker.bootstrapServers(), deaths)) {
            while (seen.size() < PICTURES && child.alive()) {
              outcomes.poll(Duration.ofMillis(100)).forEach(seen::add);
            }
            if (!child.alive()) {
              deaths++;
              lastLog = child.log();
              assertNotEquals(0, child.awaitEnd());
            } else {
              child.terminate();
            }
          }
        }

        assertEquals(3, deaths);
        List<ConsumerRecord<byte[], byte[]>> letters =
            seen.stream()
                .filter(r -> r.topic().equals(CrashTestMain.TOPICS.deadLetters()))
                .toList();
        assertEquals(1, letters.size(), "the poison and nothing else");
        assertEquals(
            DeadLetterReason.CRASHED_THE_CLASSIFIER.code(),
            DeadLetterHeaders.read(letters.get(0).headers()).reason());
        assertEquals("abort", new String(letters.get(0).value(), StandardCharsets.UTF_8));
      }
    }
  }

  private TestProcess child(String bootstrap, int number) {
    return TestProcess.start(
        directory,
        "poisoned-" + number,
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
    List<ProducerRecord<byte[], byte[]>> pictures = new ArrayList<>();
    for (int number = 0; number < PICTURES; number++) {
      pictures.add(
          new ProducerRecord<>(
              CrashTestMain.TOPICS.images(),
              Integer.toString(number).getBytes(StandardCharsets.UTF_8),
              (number == POISON ? "abort" : "picture").getBytes(StandardCharsets.UTF_8)));
    }
    TestProducer.send(bootstrap, pictures);
  }

  private static KafkaConsumer<byte[], byte[]> outcomes(String bootstrap) {
    return TestConsumer.consumer(
        bootstrap,
        List.of(
            new TopicPartition(CrashTestMain.TOPICS.labels(), 0),
            new TopicPartition(CrashTestMain.TOPICS.deadLetters(), 0)));
  }
}
