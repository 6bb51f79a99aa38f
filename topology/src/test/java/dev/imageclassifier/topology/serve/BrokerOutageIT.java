package dev.imageclassifier.topology.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.embedded.BrokerSettings;
import dev.imageclassifier.embedded.EmbeddedKafka;
import dev.imageclassifier.topology.FakeSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker goes away in the middle of the work and comes back a minute later. */
final class BrokerOutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PICTURES = 3_000;

  @TempDir Path state;

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void thePipelineGoesOnByItself(Guarantee guarantee) throws Exception {
    try (EmbeddedKafka broker =
        EmbeddedKafka.start(
            BrokerSettings.DEFAULTS.withProperty("group.min.session.timeout.ms", "1000"))) {
      PipelineSettings base = CrashChild.settings(broker.bootstrapServers(), guarantee, state);
      PipelineSettings settings =
          new PipelineSettings(
              base.client(),
              base.topics(),
              new TopicPlan(true, 2, (short) 1),
              base.applicationId(),
              guarantee,
              base.threads(),
              base.batch(),
              base.reading(),
              base.httpPort(),
              state);
      try (Pipeline pipeline =
          Pipeline.start(settings, new ServedModel(FakeSession.MODEL, () -> new FakeSession(2)))) {
        pipeline.awaitReady(PATIENCE);
        Sending.send(broker.bootstrapServers(), pictures());
        awaitCounted(pipeline, PICTURES / 3);

        broker.stop();
        awaitObstacle(pipeline, true);
        assertTrue(pipeline.obstacle().orElseThrow().startsWith("the brokers do not answer"));
        Thread.sleep(OUTAGE.toMillis());
        broker.restart();

        awaitObstacle(pipeline, false);
        check(broker.bootstrapServers(), guarantee);
        assertEquals(Optional.empty(), pipeline.obstacle());
      }
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> pictures() {
    List<ProducerRecord<byte[], byte[]>> pictures = new ArrayList<>();
    for (int number = 0; number < PICTURES; number++) {
      byte[] text = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
      pictures.add(new ProducerRecord<>(CrashChild.TOPICS.images(), number % 2, text, text));
    }
    return pictures;
  }

  private static void awaitCounted(Pipeline pipeline, int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (pipeline.counters().labelled() < count) {
      assertTrue(System.nanoTime() < deadline, "no progress");
      Thread.sleep(20);
    }
  }

  private static void awaitObstacle(Pipeline pipeline, boolean there) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (pipeline.obstacle().isPresent() != there) {
      assertTrue(System.nanoTime() < deadline, "readiness does not change: " + pipeline.obstacle());
      Thread.sleep(50);
    }
  }

  private static void check(String bootstrap, Guarantee guarantee) {
    Set<String> keys =
        IntStream.range(0, PICTURES).mapToObj(Integer::toString).collect(Collectors.toSet());
    List<TopicPartition> outputs = new ArrayList<>();
    for (int partition = 0; partition < 2; partition++) {
      outputs.add(new TopicPartition(CrashChild.TOPICS.labels(), partition));
      outputs.add(new TopicPartition(CrashChild.TOPICS.deadLetters(), partition));
    }
    try (Ledger ledger = new Ledger(bootstrap, "read_committed", outputs)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ledger.distinct() < PICTURES && System.nanoTime() < deadline) {
        ledger.poll();
      }
      assertEquals(Set.of(), ledger.missing(keys));
      if (guarantee == Guarantee.EXACTLY_ONCE_V2) {
        assertEquals(0, ledger.duplicates());
      }
    }
  }
}
