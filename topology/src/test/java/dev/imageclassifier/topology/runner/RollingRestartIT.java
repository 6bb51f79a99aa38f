package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicCreation;
import dev.imageclassifier.topology.support.FakeSession;
import dev.imageclassifier.topology.support.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replaces model A with model B: two instances restart one after the other under load. */
final class RollingRestartIT {
  private static final int PARTITIONS = 4;
  private static final int ENOUGH = 60;

  @TempDir Path state;

  @Test
  void losesNothingAndNamesTheModelInEveryResult() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      TopicNames topics = new TopicNames("images", "labels", "dead");
      Pipeline one = start(broker, topics, "one", "A");
      Pipeline two = start(broker, topics, "two", "A");
      try (Traffic traffic =
          new Traffic(broker.bootstrapServers(), topics, PARTITIONS, RollingRestartIT::image)) {
        traffic.flowUntil("results of A", () -> traffic.by("A") >= ENOUGH);

        one.close();
        one = start(broker, topics, "one", "B");
        traffic.flowUntil("results of B", () -> traffic.by("B") >= ENOUGH);
        two.close();
        two = start(broker, topics, "two", "B");
        long before = traffic.by("A");
        long soFar = traffic.settled();
        traffic.flowUntil("results after", () -> traffic.settled() >= soFar + 4 * ENOUGH);

        traffic.settle();
        assertEquals(traffic.sent(), traffic.settled(), "images without an outcome");
        assertEquals(traffic.sent(), traffic.outcomes(), "images with two outcomes");
        assertEquals(traffic.results().size(), traffic.by("A") + traffic.by("B"));
        // Results of A that were not read yet when A was stopped.
        assertTrue(traffic.by("A") <= before + 2 * ENOUGH, "A does not classify any more");
      } finally {
        one.close();
        two.close();
      }
    }
  }

  private Pipeline start(TestBroker broker, TopicNames topics, String instance, String version)
      throws Exception {
    Pipeline pipeline =
        Pipeline.start(
            PipelineSettings.builder()
                .client(Map.of("bootstrap.servers", broker.bootstrapServers()))
                .topics(topics)
                .topicCreation(TopicCreation.builder().enabled(true).partitions(PARTITIONS).build())
                .applicationId("rolling")
                .stateDirectory(state.resolve(instance))
                .build(),
            new ServedModel(
                new ClassificationResult.Model("fake", version, "fp32", FakeSession.MODEL.digest()),
                () -> new FakeSession(1)));
    pipeline.awaitReady(Duration.ofMinutes(3));
    return pipeline;
  }

  private static byte[] image(int number) {
    return ((number % 10 == 3 ? "bad" : "image") + number).getBytes(StandardCharsets.UTF_8);
  }
}
