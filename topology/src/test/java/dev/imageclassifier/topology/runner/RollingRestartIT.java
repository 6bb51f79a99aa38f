package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicPlan;
import dev.imageclassifier.topology.support.FakeSession;
import dev.imageclassifier.topology.support.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From model A to model B by restarting two instances one after the other, under load. */
final class RollingRestartIT {
  private static final int PARTITIONS = 4;
  private static final int ENOUGH = 60;

  @TempDir Path state;

  @Test
  void nothingIsLostAndEveryResultNamesItsModel() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      TopicNames topics = new TopicNames("images", "labels", "dead");
      Pipeline one = start(broker, topics, "one", "A");
      Pipeline two = start(broker, topics, "two", "A");
      try (Traffic traffic =
          new Traffic(broker.bootstrapServers(), topics, PARTITIONS, RollingRestartIT::picture)) {
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
        assertEquals(traffic.sent(), traffic.settled(), "pictures without an outcome");
        assertEquals(traffic.sent(), traffic.outcomes(), "pictures with two outcomes");
        assertEquals(traffic.results().size(), traffic.by("A") + traffic.by("B"));
        // what A made and had not been read yet when it was stopped
        assertTrue(traffic.by("A") <= before + 2 * ENOUGH, "A labels no more");
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
            new PipelineSettings(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                topics,
                new TopicPlan(true, PARTITIONS, (short) 1),
                "rolling",
                Guarantee.EXACTLY_ONCE_V2,
                1,
                new BatchSettings(8, 64L << 20, 3),
                DecodeSettings.DEFAULTS,
                OptionalInt.empty(),
                state.resolve(instance)),
            new ServedModel(
                new ModelIdentity("fake", version, "fp32", FakeSession.MODEL.digest()),
                () -> new FakeSession(1)));
    pipeline.awaitReady(Duration.ofMinutes(3));
    return pipeline;
  }

  private static byte[] picture(int number) {
    return ((number % 10 == 3 ? "bad" : "picture") + number).getBytes(StandardCharsets.UTF_8);
  }
}
