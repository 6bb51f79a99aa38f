package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.KafkaClientException;
import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicCreation;
import dev.imageclassifier.topology.support.CrashTestMain;
import dev.imageclassifier.topology.support.FakeSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A broker outage of one minute while the pipeline works, and a start without a broker. Runs in
 * parallel with other tests, because it mostly waits.
 */
@Execution(ExecutionMode.CONCURRENT)
final class BrokerOutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(60);
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);
  private static final int IMAGES = 3_000;
  private static final int PARTITIONS = 2;

  @TempDir Path state;

  @Test
  @Tag("extended") // the outage alone lasts a minute
  void continuesAfterABrokerOutageAndLosesNothing() throws Exception {
    try (TestBroker broker =
            TestBroker.start(
                Map.of("group.min.session.timeout.ms", "1000"), TestBroker.Capability.RESTART);
        Lane exactlyOnce = new Lane(broker.bootstrapServers(), Guarantee.EXACTLY_ONCE_V2);
        Lane atLeastOnce = new Lane(broker.bootstrapServers(), Guarantee.AT_LEAST_ONCE)) {
      List<Lane> lanes = List.of(exactlyOnce, atLeastOnce);
      for (Lane lane : lanes) {
        lane.publish();
      }
      for (Lane lane : lanes) {
        Await.until("progress", () -> lane.pipeline.counters().labelled() > IMAGES / 3);
      }

      broker.stop();
      for (Lane lane : lanes) {
        Await.until(
            "the pipeline is not ready",
            () -> lane.problem().startsWith("the brokers do not respond"));
      }
      Thread.sleep(OUTAGE.toMillis());
      broker.restart();

      for (Lane lane : lanes) {
        lane.check();
        Await.until("the pipeline is ready again", () -> lane.problem().isEmpty());
      }
    }
  }

  @Test
  void failsAtTheStartIfNoBrokerAnswers() {
    PipelineSettings away = CrashTestMain.settings("localhost:1", Guarantee.AT_LEAST_ONCE, state);

    KafkaClientException failure =
        assertThrows(
            KafkaClientException.class,
            () -> Pipeline.start(away, new ServedModel(FakeSession.MODEL, FakeSession::new)));

    assertTrue(
        failure.getMessage().startsWith("No broker answers at localhost:1:"), failure.getMessage());
  }

  /** A pipeline with its own topics. */
  private final class Lane implements AutoCloseable {
    private final String bootstrap;
    private final Guarantee guarantee;
    private final TopicNames topics;
    private final Pipeline pipeline;

    Lane(String bootstrap, Guarantee guarantee) throws Exception {
      this.bootstrap = bootstrap;
      this.guarantee = guarantee;
      String suffix = "-" + guarantee.code();
      topics = new TopicNames("images" + suffix, "labels" + suffix, "dead-letters" + suffix);
      PipelineSettings base = CrashTestMain.settings(bootstrap, guarantee, state);
      pipeline =
          Pipeline.start(
              base.toBuilder()
                  .topics(topics)
                  .topicCreation(
                      TopicCreation.builder().enabled(true).partitions(PARTITIONS).build())
                  .applicationId(base.applicationId() + suffix)
                  .threads(1)
                  .build(),
              new ServedModel(FakeSession.MODEL, () -> new FakeSession(2)));
      pipeline.awaitReady(READY_TIMEOUT);
    }

    void publish() throws Exception {
      List<ProducerRecord<byte[], byte[]>> images = new ArrayList<>();
      for (int number = 0; number < IMAGES; number++) {
        byte[] text = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
        images.add(new ProducerRecord<>(topics.images(), number % PARTITIONS, text, text));
      }
      TestRecords.send(bootstrap, images);
    }

    void check() {
      Set<String> keys =
          IntStream.range(0, IMAGES).mapToObj(Integer::toString).collect(Collectors.toSet());
      List<TopicPartition> outputs = new ArrayList<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        outputs.add(new TopicPartition(topics.labels(), partition));
        outputs.add(new TopicPartition(topics.deadLetters(), partition));
      }
      try (OutcomeLedger ledger = new OutcomeLedger(bootstrap, "read_committed", outputs)) {
        Await.until(
            "an outcome for each image",
            () -> {
              ledger.poll();
              return ledger.distinct() >= IMAGES;
            });
        assertEquals(Set.of(), ledger.missing(keys), guarantee + ": missing");
        if (guarantee == Guarantee.EXACTLY_ONCE_V2) {
          assertEquals(0, ledger.duplicates());
        }
      }
    }

    String problem() {
      return pipeline.problem().orElse("");
    }

    @Override
    public void close() {
      pipeline.close();
    }
  }
}
