package dev.imageclassifier.topology.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.connection.TopicWait;
import dev.imageclassifier.contract.DeadLetterHeaders;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.embedded.BrokerSettings;
import dev.imageclassifier.embedded.EmbeddedKafka;
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
final class PoisonBrakeIT {
  private static final int PICTURES = 12;
  private static final int POISON = 5;

  @TempDir Path directory;

  @Test
  void afterThreeDeathsTheRecordIsSetAsideAndTheRestGoesOn() throws Exception {
    try (EmbeddedKafka broker =
        EmbeddedKafka.start(
            BrokerSettings.DEFAULTS
                .withProperty("group.min.session.timeout.ms", "1000")
                .withProperty(
                    "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"))) {
      prepare(broker.bootstrapServers());

      int deaths = 0;
      try (KafkaConsumer<byte[], byte[]> outcomes = outcomes(broker.bootstrapServers())) {
        List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
        String lastLog = "";
        while (seen.size() < PICTURES) {
          assertTrue(deaths <= 3, "the brake did not hold; the last process said:\n" + lastLog);
          try (Child child = child(broker.bootstrapServers(), deaths)) {
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
            seen.stream().filter(r -> r.topic().equals(CrashChild.TOPICS.deadLetters())).toList();
        assertEquals(1, letters.size(), "the poison and nothing else");
        assertEquals(
            DeadLetterReason.CRASHED_THE_CLASSIFIER,
            DeadLetterHeaders.read(letters.get(0).headers()).reason());
        assertEquals("abort", new String(letters.get(0).value(), StandardCharsets.UTF_8));
      }
    }
  }

  private Child child(String bootstrap, int number) {
    return Child.start(
        directory,
        "poisoned-" + number,
        bootstrap,
        Guarantee.EXACTLY_ONCE_V2.name(),
        CrashChild.Design.PIPELINE.name(),
        directory.resolve("state").toString());
  }

  private static void prepare(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(CrashChild.TOPICS.images(), 1, (short) 1),
                  new NewTopic(CrashChild.TOPICS.labels(), 1, (short) 1),
                  new NewTopic(CrashChild.TOPICS.deadLetters(), 1, (short) 1)))
          .all()
          .get();
      TopicWait.untilLeadersAreKnown(
          admin,
          List.of(
              CrashChild.TOPICS.images(),
              CrashChild.TOPICS.labels(),
              CrashChild.TOPICS.deadLetters()));
    }
    List<ProducerRecord<byte[], byte[]>> pictures = new ArrayList<>();
    for (int number = 0; number < PICTURES; number++) {
      pictures.add(
          new ProducerRecord<>(
              CrashChild.TOPICS.images(),
              Integer.toString(number).getBytes(StandardCharsets.UTF_8),
              (number == POISON ? "abort" : "picture").getBytes(StandardCharsets.UTF_8)));
    }
    Sending.send(bootstrap, pictures);
  }

  private static KafkaConsumer<byte[], byte[]> outcomes(String bootstrap) {
    return Receiving.consumer(
        bootstrap,
        List.of(
            new TopicPartition(CrashChild.TOPICS.labels(), 0),
            new TopicPartition(CrashChild.TOPICS.deadLetters(), 0)));
  }
}
