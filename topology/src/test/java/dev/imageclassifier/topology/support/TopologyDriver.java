package dev.imageclassifier.topology.support;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.ClassifierTopology;
import dev.imageclassifier.topology.ClassifyProcessor;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import dev.imageclassifier.topology.batch.ModelSession;
import dev.imageclassifier.topology.deadletter.DeadLetterFactory;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.CrashLog;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import dev.imageclassifier.topology.quarantine.Quarantine;
import dev.imageclassifier.topology.result.ResultFactory;
import dev.imageclassifier.topology.tracing.Tracing;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** Runs the real topology with a {@link FakeSession} and without a broker. */
public final class TopologyDriver implements AutoCloseable {
  /** The topics of the topology. */
  public static final TopicNames TOPICS = new TopicNames("in", "out", "dead");

  private final RecordCounters counters = new RecordCounters();
  private final BatcherPerThread batchers;
  private final TopologyTestDriver driver;

  /**
   * Starts the driver.
   *
   * @param directory directory of the crash log
   * @param tracing receives the events of each record; the caller closes it
   */
  public TopologyDriver(Path directory, Tracing tracing) {
    BatchSettings settings = BatchSettings.builder().batchSize(4).build();
    CrashLog crashes = new CrashLog(directory);
    batchers =
        new BatcherPerThread(
            () -> new ModelSession(FakeSession.MODEL, new FakeSession()),
            settings,
            () ->
                new Quarantine(
                    crashes.newInFlightRecords(), IsolatedClassifier.NONE, settings.crashLimit()),
            counters,
            StageListener.NONE);
    ResultFactory results = new ResultFactory(20_000);
    DeadLetterFactory deadLetters = new DeadLetterFactory(3_000);
    driver =
        new TopologyTestDriver(
            ClassifierTopology.build(
                TOPICS,
                () -> new ClassifyProcessor(batchers, results, deadLetters, counters, tracing)),
            new Properties());
  }

  /** The input topic. */
  public TestInputTopic<byte[], byte[]> images() {
    return driver.createInputTopic(
        TOPICS.images(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The results topic. */
  public TestOutputTopic<byte[], ClassificationResult> labels() {
    return driver.createOutputTopic(
        TOPICS.labels(), new ByteArrayDeserializer(), new ResultDeserializer());
  }

  /** The dead-letter topic. */
  public TestOutputTopic<byte[], byte[]> deadLetters() {
    return driver.createOutputTopic(
        TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The counters of the topology. */
  public RecordCounters counters() {
    return counters;
  }

  /** The batchers of the topology. */
  public BatcherPerThread batchers() {
    return batchers;
  }

  @Override
  public void close() {
    driver.close();
    batchers.close();
  }
}
